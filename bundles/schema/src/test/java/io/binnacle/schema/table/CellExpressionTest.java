package io.binnacle.schema.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellExpressionTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2024-01-02T12:00:00Z"));
  private static final Unstructured OBJECT =
      Unstructured.of(
          Json.parse(
              """
              {"metadata":{"name":"n","creationTimestamp":"2024-01-02T11:55:00Z",
               "labels":{"b":"2","a.b/c":"1"}},
               "spec":{"replicas":3,"empty":"","on":true,
               "containers":[{"name":"x"},{"name":"y"}],
               "selector":{"matchLabels":{"z":"1","a":"2"},"matchExpressions":[
               {"key":"k","operator":"In","values":["v","u"]},{"key":"old","operator":"DoesNotExist"}]}}}"""));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ".metadata.name;n",
        ".spec.replicas;3",
        ".spec.containers[1].name;y",
        ".spec.containers[7].name;null",
        ".spec.containers[*].name;x,y",
        ".metadata.labels['a.b/c'];1",
        ".spec.none ? <none>;<none>",
        ".spec.empty ? -;-",
        "\"fixed\";fixed",
        "count(.spec.containers);2",
        "count(.none);0",
        "age(.metadata.creationTimestamp);5m",
        "age(.none);<unknown>",
        "keys(.metadata.labels);a.b/c,b",
        "ratio(.status.ready,.spec.replicas);0/3",
        "selector(.spec.selector);'a=2,z=1,k in (u,v),!old'",
        "selector(.none);<none>",
        "selector(.metadata.labels);'a.b/c=1,b=2'"
      })
  void anExpressionReadsTheObject(String expression, String cell) {
    assertEquals(cell, String.valueOf(CellExpression.parse(expression, NOON).apply(OBJECT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name", "count(name)", "nope(.a)", "ratio(.a)", ".a[", "=f"})
  void whatIsNoExpressionIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> CellExpression.parse(text, NOON));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "119,119s",
    "120,2m",
    "150,2m30s",
    "599,9m59s",
    "600,10m",
    "10799,179m",
    "10800,3h",
    "11700,3h15m",
    "28800,8h",
    "172799,47h",
    "172800,2d",
    "176400,2d1h",
    "691200,8d",
    "63072000,2y",
    "94694400,3y1d",
    "252288000,8y",
    "-5,<invalid>"
  })
  void agesShowTwoUnitsAtMost(long seconds, String text) {
    assertEquals(text, Age.of(Duration.ofSeconds(seconds)));
  }

  @Test
  void literalNumbersAreNotTouched() {
    assertEquals(3L, CellExpression.parse(".spec.replicas", NOON).apply(OBJECT));
    assertEquals(true, CellExpression.parse(".spec.on", NOON).apply(OBJECT));
  }
}
