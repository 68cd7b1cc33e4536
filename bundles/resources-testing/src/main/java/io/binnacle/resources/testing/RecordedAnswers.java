package io.binnacle.resources.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What kube-apiserver 1.36 made of objects, and why it refused others. A bundle's test extends this
 * and has the facts in its resources: {@code defaults/NAME.json} with what was {@code sent} and
 * what it {@code got}, listed in {@code defaults/index.txt}; and {@code refused.json}, a list of
 * {@code what}, {@code resource}, {@code sent} and {@code causes} (field, reason, message).
 */
public abstract class RecordedAnswers {
  private final ResourceBench bench;

  /**
   * @param types the types of the bundle
   */
  protected RecordedAnswers(List<ResourceType> types) {
    bench = new ResourceBench(types);
  }

  @TestFactory
  Stream<DynamicTest> anObjectIsStoredWithItsDefaults() {
    List<String> names =
        new String(read("defaults/index.txt"), StandardCharsets.UTF_8).lines().toList();
    assertFalse(names.isEmpty());
    return names.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertDefaults("defaults/" + name)));
  }

  private void assertDefaults(String file) {
    Unstructured recorded = Unstructured.of(json(file));
    Unstructured sent = new Unstructured(recorded.map("sent"));
    ResourceType type = bench.typeOf(sent);
    Unstructured stored = bench.create(type, sent);
    Unstructured answer = bench.inVersion(type, stored, sent.apiVersion());
    answer.remove("metadata", "uid");
    assertEquals(recorded.map("got"), asRecorded(answer).content());
    assertEquals(List.of(), problems(type, stored));
    Unstructured again = stored.deepCopy();
    type.strategy().applyDefaults(again);
    assertEquals(stored, again, "defaults applied twice");
  }

  @TestFactory
  Stream<DynamicTest> aWrongObjectIsRefusedInTheSameWords() {
    List<Unstructured> refused = new ArrayList<>();
    for (Object item : (List<?>) json("refused.json")) {
      refused.add(Unstructured.of((Map<?, ?>) Objects.requireNonNull(item)));
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
    for (FieldError error : refusal(bench, type, body)) {
      found.add(List.of(error.cause().field(), error.cause().reason(), error.cause().message()));
    }
    assertEquals(sorted((List<?>) Objects.requireNonNull(item.get("causes"))), sorted(found));
  }

  /** The object with the recording's placeholders where it has what no two runs have alike. */
  protected Unstructured asRecorded(Unstructured answer) {
    return answer;
  }

  /** What is wrong with a body, found as the server would. */
  protected List<FieldError> refusal(ResourceBench types, ResourceType type, Unstructured body) {
    return problems(type, types.create(type, body));
  }

  /** The order of causes is not fixed where they come from maps. */
  private static String sorted(List<?> causes) {
    return String.join("\n", causes.stream().map(String::valueOf).sorted().toList());
  }

  private static List<FieldError> problems(ResourceType type, Unstructured object) {
    return type.strategy().validate(ResourceBench.REQUEST, object);
  }

  private Object json(String resource) {
    // Uids are random; where one was, the facts have a placeholder.
    String text =
        new String(read(resource), StandardCharsets.UTF_8).replace("<uid>", ResourceBench.UID);
    return Objects.requireNonNull(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] read(String resource) {
    try (InputStream stream = getClass().getResourceAsStream("/" + resource)) {
      return Objects.requireNonNull(stream, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
