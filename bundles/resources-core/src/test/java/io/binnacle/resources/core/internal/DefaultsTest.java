package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.resources.core.internal.admission.DefaultTolerationSeconds;
import io.binnacle.resources.core.internal.admission.Priority;
import io.binnacle.resources.core.internal.admission.StorageObjectInUseProtection;
import io.binnacle.resources.core.internal.admission.TaintNodesByCondition;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small objects become what kube-apiserver 1.36 makes of them. */
final class DefaultsTest {
  private static final List<AdmissionPlugin> PLUGINS =
      Stream.of(
              new TaintNodesByCondition(),
              new Priority(),
              new DefaultTolerationSeconds(),
              new StorageObjectInUseProtection())
          .map(AdmissionPlugin.class::cast)
          .sorted(Comparator.comparingInt(AdmissionPlugin::order))
          .toList();

  static Stream<String> examples() {
    return TypesUnderTest.resource("defaults.list").lines();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anObjectGetsTheDefaultsOfItsKind(String example) {
    Map<String, Object> facts =
        TypesUnderTest.json(TypesUnderTest.resource("defaults/" + example + ".json"));
    Unstructured sent = Unstructured.of(facts.get("sent"));
    Unstructured expected = Unstructured.of(facts.get("got"));
    TypesUnderTest types = new TypesUnderTest();
    ResourceType type = types.ofKind(sent.apiVersion(), sent.kind());

    Unstructured made = create(type, sent);

    assertEquals(List.of(), type.strategy().validate(TypesUnderTest.CONTEXT, made));
    assertEquals(facts.getOrDefault("warnings", List.of()), warnings(type, made));
    assertEquals(text(expected), text(comparable(made, expected)));
    Unstructured again = made.deepCopy();
    type.strategy().applyDefaults(again);
    assertEquals(text(made), text(again), "reading it again changes it");
  }

  private static Unstructured create(ResourceType type, Unstructured sent) {
    Unstructured object = TypesUnderTest.decoded(type, sent.content());
    if (type.isNamespaced()) {
      object.set("facts", "metadata", "namespace");
    }
    if (type.kind().equals("Pod")) {
      Blanks.account(object);
    }
    AdmissionReview review =
        new AdmissionReview(
            AdmissionReview.Operation.CREATE,
            TypesUnderTest.CONTEXT,
            type,
            object.namespace(),
            object.name(),
            object,
            null);
    PLUGINS.forEach(plugin -> plugin.mutate(review));
    object.remove("status");
    type.strategy().prepareForCreate(TypesUnderTest.CONTEXT, object);
    return new Unstructured(
        Conform.to(type.versions().get(0).schema()).apply(object.content()).tree());
  }

  /** The object with what differs from run to run put as the facts put it. */
  private static Unstructured comparable(Unstructured made, Unstructured expected) {
    Unstructured copy = Unstructured.of(Blanks.like(made.content(), expected.content()));
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (String field : List.of("labels", "annotations", "finalizers")) {
      if (copy.get("metadata", field) != null) {
        metadata.put(field, copy.get("metadata", field));
      }
    }
    copy.set(metadata, "metadata");
    return copy;
  }

  private static String text(Unstructured object) {
    return Json.text(sorted(object.content())).replace(",\"", ",\n\"");
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, Object> result = new TreeMap<>();
      map.forEach((k, v) -> result.put((String) k, sorted(v)));
      return result;
    }
    return value instanceof List<?> list
        ? list.stream().map(DefaultsTest::sorted).collect(java.util.stream.Collectors.toList())
        : value;
  }

  /** What a client is told: that the type is deprecated, then what is wrong with the object. */
  private static List<String> warnings(ResourceType type, Unstructured made) {
    List<String> warnings = new ArrayList<>();
    String deprecation = type.deprecation(type.versions().get(0).name());
    if (!deprecation.isEmpty()) {
      warnings.add(deprecation);
    }
    warnings.addAll(type.strategy().warnings(TypesUnderTest.CONTEXT, made));
    return warnings;
  }
}
