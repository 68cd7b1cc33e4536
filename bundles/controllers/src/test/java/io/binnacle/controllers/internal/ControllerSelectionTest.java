package io.binnacle.controllers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControllerSelectionTest {
  private static final Set<String> KNOWN =
      Set.of("namespace", "serviceaccount", "root-ca-cert-publisher");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                        | namespace root-ca-cert-publisher serviceaccount",
        "-*                       | ''",
        "''                       | ''",
        "namespace                | namespace",
        "namespace-controller     | namespace",
        "*,-namespace             | root-ca-cert-publisher serviceaccount",
        "-serviceaccount , *      | namespace root-ca-cert-publisher",
        "namespace,-namespace     | namespace",
        "*,-root-ca-certificate-publisher-controller | namespace serviceaccount",
      })
  void theListPicksControllers(String text, String expected) {
    ControllerSelection selection = ControllerSelection.parse(text, KNOWN);
    Set<String> picked = new TreeSet<>(KNOWN);
    picked.removeIf(name -> !selection.includes(name));
    assertEquals(expected, String.join(" ", picked));
  }

  @Test
  void anUnknownNameIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> ControllerSelection.parse("*,-nope", KNOWN));
    assertEquals(
        "\"nope\" is not in the list of known controllers: namespace, root-ca-cert-publisher,"
            + " serviceaccount",
        e.getMessage());
  }
}
