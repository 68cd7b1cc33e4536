package io.binnacle.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.crd.definition.DefinitionStrategy;
import io.binnacle.crd.serving.Definition;
import io.binnacle.crd.structural.Structural;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each input is taken for the schema of a custom resource. */
class DefinitionFuzzTest {
  private static final String PACKAGE = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";
  private static final StructType DEFINITION =
      Kinds.TABLES.struct(PACKAGE + "CustomResourceDefinition");
  private static final DefinitionStrategy STRATEGY =
      new DefinitionStrategy(
          InstantSource.system(), Kinds.TABLES.struct(PACKAGE + "JSONSchemaProps"));
  private static final RequestContext REQUEST =
      new RequestContext(
          UserInfo.anonymous(),
          "v1",
          "",
          false,
          RequestContext.FieldValidation.IGNORE,
          "fuzz",
          text -> {});

  @FuzzTest
  void aSchemaIsServedOrRefused(byte[] input) {
    Budget.check(() -> define(input));
  }

  private static void define(byte[] input) {
    Unstructured definition;
    try {
      definition = definition(Json.parse(input));
    } catch (JsonException | ConformException e) {
      return;
    }
    try {
      STRATEGY.applyDefaults(definition);
      STRATEGY.prepareForCreate(REQUEST, definition);
      if (!STRATEGY.validate(REQUEST, definition).isEmpty()) {
        return;
      }
    } catch (StatusException e) {
      return;
    }
    Structural.of(schema(definition));
    Definition.of(definition, definition);
  }

  private static Unstructured definition(@Nullable Object schema) {
    Map<String, @Nullable Object> version = new LinkedHashMap<>();
    version.put("name", "v1");
    version.put("served", true);
    version.put("storage", true);
    version.put("schema", nullable("openAPIV3Schema", schema));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("metadata", Map.of("name", "things.fuzz.example"));
    tree.put(
        "spec",
        Map.of(
            "group",
            "fuzz.example",
            "scope",
            "Namespaced",
            "names",
            Map.of(
                "plural", "things", "singular", "thing", "kind", "Thing", "listKind", "ThingList"),
            "versions",
            List.of(version)));
    return new Unstructured(Conform.to(DEFINITION).apply(tree).tree());
  }

  private static Map<String, @Nullable Object> schema(Unstructured definition) {
    Unstructured version = definition.items("spec", "versions").get(0);
    return version.map("schema", "openAPIV3Schema");
  }

  private static Map<String, @Nullable Object> nullable(String key, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
