package io.binnacle.schema.openapi;

import io.binnacle.api.schema.ScalarType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How types without parts look in OpenAPI v3. */
final class ScalarSchema {
  private ScalarSchema() {}

  /** The component that describes the type, null if it is described in place. */
  static @Nullable String component(ScalarType type) {
    return switch (type) {
      case TIME -> "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
      case MICRO_TIME -> "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";
      case DURATION -> "io.k8s.apimachinery.pkg.apis.meta.v1.Duration";
      case QUANTITY -> "io.k8s.apimachinery.pkg.api.resource.Quantity";
      case INT_OR_STRING -> "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
      case RAW_EXTENSION -> "io.k8s.apimachinery.pkg.runtime.RawExtension";
      case FIELDS_V1 -> "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1";
      default -> null;
    };
  }

  static Map<String, Object> of(ScalarType type) {
    return switch (type) {
      case STRING, DURATION -> OpenApi.tree("type", "string");
      case BOOL -> OpenApi.tree("type", "boolean");
      case INT32 -> OpenApi.tree("format", "int32", "type", "integer");
      case INT64 -> OpenApi.tree("format", "int64", "type", "integer");
      case DOUBLE -> OpenApi.tree("format", "double", "type", "number");
      case BYTES -> OpenApi.tree("format", "byte", "type", "string");
      case TIME, MICRO_TIME -> OpenApi.tree("format", "date-time", "type", "string");
      case QUANTITY -> oneOf("string", "number");
      case INT_OR_STRING -> {
        Map<String, Object> schema = oneOf("integer", "string");
        schema.put("format", "int-or-string");
        yield schema;
      }
      case RAW_EXTENSION, FIELDS_V1 -> OpenApi.tree("type", "object");
      case ANY -> OpenApi.tree("x-kubernetes-preserve-unknown-fields", true);
    };
  }

  private static Map<String, Object> oneOf(String one, String other) {
    return OpenApi.tree("oneOf", List.of(OpenApi.tree("type", one), OpenApi.tree("type", other)));
  }
}
