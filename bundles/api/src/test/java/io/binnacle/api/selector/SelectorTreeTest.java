package io.binnacle.api.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTreeTest {
  private static SelectorTree selector(Map<String, String> labels, Unstructured... expressions) {
    Unstructured tree = new Unstructured(new LinkedHashMap<>());
    tree.set(new LinkedHashMap<>(labels), "matchLabels");
    List<Object> list = new ArrayList<>();
    for (Unstructured expression : expressions) {
      list.add(expression.content());
    }
    tree.set(list, "matchExpressions");
    return new SelectorTree(tree);
  }

  private static Unstructured expression(String key, String operator, String... values) {
    Unstructured expression = new Unstructured(new LinkedHashMap<>());
    expression.set(key, "key");
    expression.set(operator, "operator");
    expression.set(new ArrayList<>(List.of(values)), "values");
    return expression;
  }

  private static List<String> problems(SelectorTree selector) {
    return selector.problems("s").stream().map(FieldError::text).toList();
  }

  @Test
  void allRequirementsMustHold() {
    LabelSelector selector =
        selector(
                Map.of("app", "a"),
                expression("tier", "In", "x", "y"),
                expression("env", "NotIn", "test"),
                expression("owner", "Exists"),
                expression("old", "DoesNotExist"))
            .compile()
            .orElseThrow();
    Map<String, String> fits = Map.of("app", "a", "tier", "y", "owner", "");
    assertTrue(selector.matches(fits));
    for (Map.Entry<String, String> change :
        Map.of("app", "b", "tier", "z", "env", "test", "old", "1").entrySet()) {
      Map<String, String> changed = new LinkedHashMap<>(fits);
      changed.put(change.getKey(), change.getValue());
      assertFalse(selector.matches(changed), change.toString());
    }
    Map<String, String> unowned = new LinkedHashMap<>(fits);
    unowned.remove("owner");
    assertFalse(selector.matches(unowned));
  }

  @Test
  void whatIsWrongIsNamedByItsPath() {
    SelectorTree selector =
        selector(
            Map.of(),
            expression("a", "In"),
            expression("a", "Exists", "v"),
            expression("a", "Near", "v"),
            expression("/a", "In", "v"));
    assertEquals(
        List.of(
            "s.matchExpressions[0].values: Required value: must be specified when `operator` is"
                + " 'In' or 'NotIn'",
            "s.matchExpressions[1].values: Forbidden: may not be specified when `operator` is"
                + " 'Exists' or 'DoesNotExist'",
            "s.matchExpressions[2].operator: Invalid value: \"Near\": not a valid selector operator",
            "s.matchExpressions[3].key: Invalid value: \"/a\": prefix part must be non-empty"),
        problems(selector));
    assertTrue(selector.compile().isEmpty());
  }

  @Test
  void keysAndValuesHaveTheFormOfLabels() {
    assertEquals(List.of(), LabelSyntax.keyProblems("example.com/My-name_1.x"));
    assertEquals(List.of(), LabelSyntax.valueProblems(""));
    assertEquals(
        List.of("name part must be no more than 63 bytes"),
        LabelSyntax.keyProblems("k".repeat(64)));
    assertEquals(
        List.of("must be no more than 63 bytes"), LabelSyntax.valueProblems("v".repeat(64)));
    assertEquals(2, LabelSyntax.keyProblems("x/").size());
    assertEquals(1, LabelSyntax.keyProblems("a/b/c").size());
    assertEquals(1, LabelSyntax.valueProblems("-v").size());
    assertEquals(2, problems(selector(Map.of("-k", "-v"))).size());
  }

  @Test
  void anErrorQuotesTheSelectorWithoutEmptyPartsAndInOrder() {
    SelectorTree both = selector(Map.of("b", "2", "a", "1"), expression("k", "Exists"));
    assertEquals(
        "s: Invalid value: {\"matchLabels\":{\"a\":\"1\",\"b\":\"2\"},\"matchExpressions\":"
            + "[{\"key\":\"k\",\"operator\":\"Exists\"}]}: no",
        FieldError.invalid("s", both.canonical(), "no").text());
    assertTrue(selector(Map.of()).isEmpty());
    assertEquals(Map.of(), selector(Map.of()).canonical());
    assertFalse(both.isEmpty());
  }
}
