package io.binnacle.crd.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.Trees;
import io.binnacle.crd.structural.Structural;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that would take all time or memory: they are refused, or stopped on the way. */
@Timeout(120)
class CostlyRulesTest {
  private static final String PROPERTIES =
      "'s':{'type':'string'},'l':{'type':'array','items':{'type':'string'}}";

  private static Structural schema(String rule) {
    Map<String, Object> node = new LinkedHashMap<>(Trees.schema(PROPERTIES).raw());
    node.put("x-kubernetes-validations", List.of(Map.of("rule", rule)));
    return Structural.of(node);
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::text).toList();
  }

  private static List<String> broken(String rule, int length) {
    Structural schema = schema(rule);
    List<String> problems = new ArrayList<>(texts(CelRules.problems(schema, "s")));
    // Definitions that were taken when no costs were estimated have such rules.
    problems.removeIf(text -> text.contains(" cost "));
    assertEquals(List.of(), problems);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("s", "a".repeat(length));
    object.put("l", IntStream.range(0, length / 10).mapToObj(i -> "b" + i).toList());
    return texts(CelRules.compile(schema).check(object, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[self.s].map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a).map(a,a+a)"
            + ".all(x, x != '')",
        "self.l.all(x, bytes(self.s) != b'')",
        "self.l.all(x, self.s.contains(self.s + 'b'))",
        "self.l.map(x, self.s.lowerAscii()).size() > 0",
        "self.l.map(x, self.s.split('')).size() > 0",
        "self.l.map(x, self.s).join() != ''",
        "self.s.replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
            + " + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') != ''",
        "self.s.replace('', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
            + " + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') != ''",
        "lists.range(1000000000).size() > 0",
        "self.l.map(x, self.l).flatten().size() > 0",
        "sets.intersects(self.l, self.l.map(x, x + 'c'))",
        "'%s'.format([self.l.map(x, self.s)]) != ''",
        "self.l.all(x, self.s.find('b') == '')",
        "self.l.all(x, !self.s.matches('(a|b)*c'))",
        "self.l.all(x, base64.encode(b'a' + bytes(self.s)) != '')"
      })
  void whatCostsTooMuchIsStopped(String rule) {
    List<String> found = broken(rule, 100_000);
    assertEquals(1, found.size());
    assertTrue(
        found
            .get(0)
            .endsWith(
                "validation failed due to running out of cost budget, no further validation rules"
                    + " will be run"),
        found.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "self.s + self.s != '' && self.s.contains('a') && self.s.matches('^a+$')",
        "self.l.all(x, x.replace('b', 'c').startsWith('c')) && self.l.join(',').size() > 0",
        "self.l.all(x, string(bytes(x)) == x && !x.matches('c')) && lists.range(9).size() == 9",
        "sets.contains(self.l, self.l) && [self.l, self.l].flatten().size() == 2 * self.l.size()",
        "'%s %d'.format([self.s, 1]).size() > 0 && base64.encode(bytes(self.s)) != ''"
      })
  void whatIsModestIsNot(String rule) {
    assertEquals(List.of(), broken(rule, 10_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"((a{100}){100}){100}", "(((a{9}){9}){9}){9}", "a{1001}"})
  void aPatternThatRepeatsTooMuchIsRefused(String pattern) {
    List<String> found = broken("self.s.matches('" + pattern + "')", 10_000);
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("invalid repeat count"), found.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "-(", "self.l.all(x,", "{1:", "''+(", "!(", "self.l.map(x,["})
  void whatNestsTooDeeplyIsRefused(String opening) {
    List<String> found = texts(CelRules.problems(schema(opening.repeat(300)), "s"));
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("recursion limit exceeded: 250"), found.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "-", "true&&", "self.s+", "true?", "self.l.", "1<", "[", "'a'.b("})
  void whatIsVeryLongIsRefusedOrTaken(String piece) {
    int problems = CelRules.problems(schema(piece.repeat(20_000) + "true"), "s").size();
    assertTrue(problems <= 1);
  }
}
