package io.binnacle.schema.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordResourceTypeTest {
  private static final RequestContext CONTEXT = RequestContext.server("v1");
  private static final ResourceStore NO_STORE =
      (ResourceStore)
          Proxy.newProxyInstance(
              ResourceStore.class.getClassLoader(),
              new Class<?>[] {ResourceStore.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });
  private static final ResourceType WIDGETS =
      new ForwardingResourceType(
          RecordResourceType.of("example.com", "v1", "widgets", Widget.class)
              .version("v1beta1", WidgetBeta.class, WidgetBeta::upgraded, WidgetBeta::of)
              .defaulting(Widget::withDefaults)
              .validation(Widget::problems)
              .updateValidation(
                  (now, before) ->
                      now.spec().size() < before.spec().size()
                          ? List.of(FieldError.forbidden("spec.size", "must not shrink"))
                          : List.of())
              .column("Size", "integer", widget -> widget.spec().size())
              .shortNames("wd")
              .categories("all")
              .selectableFields("spec.motto")
              .build()) {};

  private static Unstructured object(String json) {
    return Unstructured.of(Json.parse(json));
  }

  private static List<String> problems(String json) {
    return WIDGETS.strategy().validate(CONTEXT, object(json)).stream()
        .map(FieldError::text)
        .toList();
  }

  @Test
  void theTypeNamesItself() {
    assertEquals("widgets.example.com", WIDGETS.resource().toString());
    assertEquals("Widget", WIDGETS.kind());
    assertEquals("widget", WIDGETS.singular());
    assertEquals(List.of("v1", "v1beta1"), WIDGETS.versions().stream().map(v -> v.name()).toList());
    assertEquals(List.of(new Subresource.Status()), WIDGETS.subresources());
    assertEquals("/registry/example.com/widgets/", WIDGETS.storagePrefix());
    assertEquals("com.example.v1beta1.Widget", WIDGETS.versions().get(1).schema().name());
  }

  @Test
  void declaredDefaultsComeBeforeTheAuthors() {
    Unstructured widget =
        object("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"spec\":{}}");
    WIDGETS.strategy().applyDefaults(widget);
    assertEquals(3, widget.number(0, "spec", "size"));
    assertEquals("go", widget.string("spec", "motto"));
    assertEquals("example.com/v1", widget.apiVersion());
    assertEquals("go", WIDGETS.strategy().selectableFields(widget).get("spec.motto"));
  }

  @Test
  void declaredLimitsAreCheckedBeforeTheAuthorsRules() {
    assertEquals(List.of("spec: Required value"), problems("{}"));
    assertEquals(
        List.of(
            "spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10",
            "spec.color: Unsupported value: \"PINK\": supported values: \"RED\", \"BLUE\"",
            "spec.motto: Invalid value: \"A\": spec.motto in body should match '^[a-z ]+$'",
            "spec.parts[0].name: Required value",
            "spec.tags[1]: Duplicate value: \"t\""),
        problems(
            """
            {"spec":{"size":11,"color":"PINK","motto":"A","parts":[{}],"tags":["t","t"]}}"""));
    assertEquals(
        List.of("spec.size: Invalid value: 7: must not be seven"),
        problems("{\"spec\":{\"size\":7}}"));
    assertEquals(List.of(), problems("{\"spec\":{\"size\":6}}"));
  }

  @Test
  void aChangeIsCheckedAgainstWhatWas() {
    List<FieldError> errors =
        WIDGETS
            .strategy()
            .validateUpdate(
                CONTEXT, object("{\"spec\":{\"size\":2}}"), object("{\"spec\":{\"size\":5}}"));
    assertEquals("spec.size: Forbidden: must not shrink", errors.get(0).text());
  }

  @Test
  void versionsAreConvertedAndMetadataStays() {
    TypeVersion beta = WIDGETS.versions().get(1);
    Unstructured old =
        object(
            """
            {"apiVersion":"example.com/v1beta1","kind":"Widget","metadata":{"name":"w"},
             "size":"5","motto":"hey"}""");
    Unstructured stored = beta.toStorage().apply(old.deepCopy());
    assertEquals("example.com/v1", stored.apiVersion());
    assertEquals("w", stored.name());
    assertEquals(5, stored.number(0, "spec", "size"));
    assertEquals(old, beta.fromStorage().apply(stored));
    assertEquals(5L, beta.columns().get(1).cell().apply(old));
    assertEquals(5L, WIDGETS.versions().get(0).columns().get(1).cell().apply(stored));
  }

  @Test
  void theStatusIsWrittenBySubresourceOnly() {
    Unstructured created = object("{\"spec\":{\"size\":1},\"status\":{\"observed-size\":9}}");
    WIDGETS.strategy().prepareForCreate(CONTEXT, created);
    assertFalse(created.content().containsKey("status"));

    Unstructured before = object("{\"spec\":{\"size\":1},\"status\":{\"observed-size\":1}}");
    Unstructured update = object("{\"spec\":{\"size\":2},\"status\":{\"observed-size\":2}}");
    WIDGETS.strategy().prepareForUpdate(CONTEXT, update, before);
    assertEquals(object("{\"spec\":{\"size\":2},\"status\":{\"observed-size\":1}}"), update);

    Unstructured status =
        object(
            "{\"metadata\":{\"name\":\"n\"},\"spec\":{\"size\":3},\"status\":{\"observed-size\":3}}");
    WIDGETS.strategy().prepareForUpdate(CONTEXT.onSubresource("status"), status, before);
    assertEquals(1, status.number(0, "spec", "size"));
    assertEquals(3, status.number(0, "status", "observed-size"));
    assertEquals("n", status.name());
  }

  /** What is asked of a widget. */
  record Paint(@Property(required = true) Widget.Color color, int coats) {}

  /** What is answered. */
  record Painted(String name, int coats) {}

  @Test
  void anActionIsAskedOnlyWhatFitsItsRecord() {
    ResourceType type =
        RecordResourceType.of("example.com", "v1", "widgets", Widget.class)
            .action(
                "paint",
                Paint.class,
                (context, store, namespace, name, paint) -> new Painted(name, paint.coats() + 1))
            .build();
    Subresource.Action action = (Subresource.Action) type.subresources().get(1);
    assertEquals("com.example.v1.Paint", action.schema().name());
    assertEquals(
        object(
            """
            {"apiVersion":"example.com/v1","kind":"Painted","name":"w","coats":3}"""),
        action
            .action()
            .act(CONTEXT, NO_STORE, "n", "w", object("{\"color\":\"RED\",\"coats\":2}")));
    StatusException refused =
        assertThrows(
            StatusException.class,
            () -> action.action().act(CONTEXT, NO_STORE, "n", "w", object("{}")));
    assertEquals("Paint.example.com \"w\" is invalid: color: Required value", refused.getMessage());
  }
}
