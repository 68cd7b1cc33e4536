package io.binnacle.schema.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiResourceTypeTest {
  private static final String SCHEMA =
      """
      type: object
      required: [spec]
      properties:
        spec:
          type: object
          properties:
            size: {type: integer, minimum: 1, maximum: 10, default: 3, description: How big.}
            color: {type: string, enum: [RED, BLUE]}
            port: {x-kubernetes-int-or-string: true}
            parts:
              type: array
              x-kubernetes-list-type: map
              x-kubernetes-list-map-keys: [name]
              items:
                type: object
                required: [name]
                properties:
                  name: {type: string}
            weights: {type: object, additionalProperties: {type: number}}
            extra: {x-kubernetes-preserve-unknown-fields: true}
        status:
          type: object
          properties:
            seen: {type: string, format: date-time}
      """;

  private static final ResourceType WIDGETS =
      OpenApiResourceType.of("example.com", "v1", "widgets", "Widget", schema(SCHEMA))
          .version("v1beta1", WidgetBeta.class, b -> widget(b.size()), w -> beta(w))
          .validation(
              widget ->
                  widget.number(0, "spec", "size") == 7
                      ? List.of(FieldError.invalid("spec.size", 7L, "must not be seven"))
                      : List.of())
          .column("Size", "integer", widget -> widget.get("spec", "size"))
          .deprecated("v1beta1", "use v1")
          .unserved("v1beta1")
          .build();

  private static SchemaFile schema(String text) {
    return SchemaFile.parse("widget.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Unstructured widget(String size) {
    Unstructured widget = Unstructured.create("", "");
    widget.set(Long.parseLong(size), "spec", "size");
    return widget;
  }

  private static WidgetBeta beta(Unstructured widget) {
    return new WidgetBeta(String.valueOf(widget.get("spec", "size")), "");
  }

  @Test
  void whatTheSchemaSaysIsFilledInAndChecked() {
    Unstructured widget = object("{'spec':{}}");
    WIDGETS.strategy().applyDefaults(widget);
    assertEquals(3L, widget.get("spec", "size"));
    assertEquals(List.of("spec: Required value"), problems("{}"));
    assertEquals(
        List.of(
            "spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10",
            "spec.color: Unsupported value: \"PINK\": supported values: \"RED\", \"BLUE\"",
            "spec.parts[0].name: Required value"),
        problems("{'spec':{'size':11,'color':'PINK','parts':[{}]}}"));
    assertEquals(
        List.of("spec.size: Invalid value: 7: must not be seven"), problems("{'spec':{'size':7}}"));
  }

  @Test
  void theStructureIsNamedAndMergedAsDeclared() {
    StructType type = WIDGETS.versions().get(0).schema();
    assertEquals("com.example.v1.Widget", type.name());
    StructType spec = (StructType) type.fields().get("spec").type();
    assertEquals("com.example.v1.WidgetSpec", spec.name());
    ListType parts = (ListType) spec.fields().get("parts").type();
    assertEquals(List.of("name"), parts.mapKeys());
    assertEquals("com.example.v1.WidgetSpecPartsItem", ((StructType) parts.element()).name());
    assertEquals("How big.", spec.fields().get("size").description());
    assertEquals(List.of(new Subresource.Status()), WIDGETS.subresources());
  }

  @Test
  void versionsMayBeRecordsAndTreesInAnyMixture() {
    Unstructured old =
        object(
            "{'apiVersion':'example.com/v1beta1','kind':'Widget','metadata':{'name':'w'},"
                + "'size':'5'}");
    Unstructured stored = WIDGETS.versions().get(1).toStorage().apply(old.deepCopy());
    assertEquals(
        "example.com/v1 w 5",
        stored.apiVersion() + " " + stored.name() + " " + stored.get("spec", "size"));
    assertEquals(old, WIDGETS.versions().get(1).fromStorage().apply(stored));
    assertEquals(5L, WIDGETS.versions().get(1).columns().get(1).cell().apply(old));
    assertEquals(false, WIDGETS.isServed("v1beta1"));
    assertEquals("use v1", WIDGETS.deprecation("v1beta1"));
  }

  @Test
  void whatIsNotUnderstoodIsRefusedByItsPlace() {
    assertEquals(
        "widget.yaml: spec.parts[]: oneOf is not supported",
        complaint(
            "properties: {spec: {type: object, properties: {parts: {type: array, items:"
                + " {type: string, oneOf: []}}}}}"));
    assertEquals("widget.yaml: spec: needs a type", complaint("properties: {spec: {}}"));
    assertEquals("widget.yaml is no schema", complaint("[]"));
  }

  private static String complaint(String schema) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> OpenApiResourceType.of("e.com", "v1", "ws", "W", schema(schema)).build())
        .getMessage();
  }

  private static List<String> problems(String json) {
    return WIDGETS.strategy().validate(RequestContext.server("v1"), object(json)).stream()
        .map(FieldError::text)
        .toList();
  }

  private static Unstructured object(String json) {
    return Unstructured.of(Json.parse(json.replace('\'', '"')));
  }
}
