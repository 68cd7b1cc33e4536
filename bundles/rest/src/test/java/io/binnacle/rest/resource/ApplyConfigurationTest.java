package io.binnacle.rest.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyConfigurationTest {
  private static final String TWICE = "data:\n  k: a\n  k: b\n";

  private final List<String> warnings = new ArrayList<>();

  private Unstructured parsed(String body, FieldValidation validation) {
    return ApplyConfiguration.parse(
        body.getBytes(StandardCharsets.UTF_8), validation, warnings::add);
  }

  @Test
  void yamlAndJsonAreTaken() {
    assertEquals("a", parsed("data:\n  k: a\n", FieldValidation.WARN).string("data", "k"));
    assertEquals("a", parsed("{\"data\":{\"k\":\"a\"}}", FieldValidation.WARN).string("data", "k"));
    assertEquals("a", parsed("{data: {k: a}}", FieldValidation.WARN).string("data", "k"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aKeyGivenTwiceIsToldRefusedOrIgnored() {
    assertEquals("b", parsed(TWICE, FieldValidation.WARN).string("data", "k"));
    assertEquals(List.of("line 3: key \"k\" already set in map"), warnings);
    assertEquals("b", parsed("{\"k\":\"a\",\"k\":\"b\"}", FieldValidation.WARN).string("k"));
    assertEquals(2, warnings.size());
    parsed(TWICE, FieldValidation.IGNORE);
    assertEquals(2, warnings.size());
    assertEquals(
        400,
        assertThrows(StatusException.class, () -> parsed(TWICE, FieldValidation.STRICT)).code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: b: c|error converting YAML to JSON: yaml: mapping values are not allowed in this context",
        "[]|error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value"
            + " of type map[string]interface {}",
        "5|error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value"
            + " of type map[string]interface {}"
      })
  void whatIsNoMapIsRefused(String body, String message) {
    StatusException e =
        assertThrows(StatusException.class, () -> parsed(body, FieldValidation.WARN));
    assertEquals(400, e.code());
    assertEquals("error decoding YAML: " + message, e.getMessage());
  }
}
