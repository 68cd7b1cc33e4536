package io.binnacle.crd.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.crd.Trees;
import io.binnacle.crd.definition.Conditions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameAcceptanceTest {
  private static Unstructured definition(String plural, String kind, String shortName) {
    return Trees.tree(
        String.format(
            "{'metadata':{'name':'%1$s.g.example'},'spec':{'group':'g.example','names':"
                + "{'plural':'%1$s','singular':'%1$s1','kind':'%2$s','listKind':'%2$sList',"
                + "'shortNames':['%3$s']}}}",
            plural, kind, shortName));
  }

  @Test
  void freeNamesAreAccepted() {
    Unstructured definition = definition("as", "A", "a");
    NameAcceptance.accept(definition, List.of(definition), Instant.EPOCH);
    assertEquals("True", Conditions.status(definition, "NamesAccepted"));
    assertEquals("True", Conditions.status(definition, "Established"));
    assertEquals(definition.get("spec", "names"), definition.get("status", "acceptedNames"));
  }

  @Test
  void aNameThatAnotherHasIsNot() {
    Unstructured first = definition("as", "A", "a");
    NameAcceptance.accept(first, List.of(first), Instant.EPOCH);
    Unstructured second = definition("bs", "A", "b");
    NameAcceptance.accept(second, List.of(first, second), Instant.EPOCH);
    assertEquals("False", Conditions.status(second, "NamesAccepted"));
    assertEquals("False", Conditions.status(second, "Established"));
    assertEquals(
        "\"AList\" is already in use",
        second.items("status", "conditions").get(0).string("message"));
    assertEquals("bs", second.string("status", "acceptedNames", "plural"));
    NameAcceptance.accept(second, List.of(second), Instant.EPOCH);
    assertEquals("True", Conditions.status(second, "Established"));
  }

  @Test
  void whatIsEstablishedStaysSo() {
    Unstructured first = definition("as", "A", "a");
    Unstructured second = definition("bs", "B", "b");
    NameAcceptance.accept(first, List.of(first, second), Instant.EPOCH);
    NameAcceptance.accept(second, List.of(first, second), Instant.EPOCH);
    second.set(List.of("a"), "spec", "names", "shortNames");
    NameAcceptance.accept(second, List.of(first, second), Instant.EPOCH);
    assertEquals("False", Conditions.status(second, "NamesAccepted"));
    assertEquals("True", Conditions.status(second, "Established"));
    assertEquals(List.of("b"), second.get("status", "acceptedNames", "shortNames"));
  }
}
