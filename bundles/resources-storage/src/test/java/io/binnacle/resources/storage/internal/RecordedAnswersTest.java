package io.binnacle.resources.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What kube-apiserver 1.36 made of objects, and why it refused others. */
class RecordedAnswersTest {
  private final Bench bench =
      new Bench(StorageResources.tables(namespace -> Map.of(), InstantSource.system()).build());

  @TestFactory
  Stream<DynamicTest> anObjectIsStoredWithItsDefaults() throws IOException {
    List<String> names;
    try (InputStream stream =
        RecordedAnswersTest.class.getResourceAsStream("/defaults/index.txt")) {
      names =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
    }
    assertFalse(names.isEmpty());
    return names.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertDefaults("defaults/" + name)));
  }

  private void assertDefaults(String file) {
    Unstructured recorded = Unstructured.of(Bench.json(file));
    Unstructured sent = new Unstructured(recorded.map("sent"));
    ResourceType type = bench.typeOfKind(sent.kind());
    Unstructured stored = bench.create(type, sent);
    assertEquals(recorded.map("got"), withoutTimes(stored).content());
    assertEquals(List.of(), problems(type, stored));
    Unstructured again = stored.deepCopy();
    type.strategy().applyDefaults(again);
    assertEquals(stored, again, "defaults applied twice");
  }

  /** With the placeholder of the recording where a time of the day stands. */
  private static Unstructured withoutTimes(Unstructured object) {
    Unstructured copy = object.deepCopy();
    for (Unstructured device : copy.items("spec", "devices")) {
      device.items("taints").forEach(taint -> taint.set("<time>", "timeAdded"));
    }
    return copy;
  }

  @TestFactory
  Stream<DynamicTest> aWrongObjectIsRefusedInTheSameWords() {
    List<Unstructured> refused = new ArrayList<>();
    for (Object item : (List<?>) Bench.json("refused.json")) {
      refused.add(Unstructured.of(item));
    }
    assertFalse(refused.isEmpty());
    return refused.stream()
        .map(
            item ->
                DynamicTest.dynamicTest(
                    item.string("resource") + ": " + item.string("what"),
                    () -> assertRefused(item)));
  }

  private void assertRefused(Unstructured item) {
    ResourceType type = bench.type(item.string("resource"));
    Unstructured body = new Unstructured(item.map("sent"));
    List<List<String>> found = new ArrayList<>();
    for (FieldError error : problems(type, bench.create(type, body))) {
      found.add(List.of(error.cause().field(), error.cause().reason(), error.cause().message()));
    }
    assertEquals(sorted((List<?>) item.get("causes")), sorted(found));
  }

  /** The order of causes is not fixed where they come from maps. */
  private static String sorted(List<?> causes) {
    return String.join("\n", causes.stream().map(String::valueOf).sorted().toList());
  }

  private static List<FieldError> problems(ResourceType type, Unstructured object) {
    return type.strategy().validate(Bench.CREATE, object);
  }
}
