package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.Yaml;
import io.binnacle.schema.table.TypeTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects as a Kubernetes 1.36 API server serves them, one a line. */
class ServedObjectsTest {
  static List<String> served() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ServedObjectsTest.class.getResourceAsStream("/served.jsonl")),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Unstructured> objects() {
    return served().stream().map(line -> Unstructured.of(Objects.requireNonNull(Json.parse(line))));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void aServedObjectIsInItsFormAlready(Unstructured object) {
    String apiVersion = object.apiVersion();
    int slash = apiVersion.indexOf('/');
    Conform conform =
        Conform.to(
            TypeTables.common()
                .struct(
                    slash < 0 ? "" : apiVersion.substring(0, slash),
                    apiVersion.substring(slash + 1),
                    object.kind()));
    Conform.Result result = conform.apply(object.content());
    assertEquals(List.of(), result.unknownFields());
    assertEquals(object.content(), result.tree());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void aServedObjectSurvivesYaml(Unstructured object) {
    assertEquals(object.content(), Yaml.parse(Yaml.write(object.content())));
  }
}
