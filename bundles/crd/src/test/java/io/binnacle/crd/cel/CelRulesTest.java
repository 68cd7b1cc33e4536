package io.binnacle.crd.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.Trees;
import io.binnacle.crd.structural.Structural;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelRulesTest {
  private static final String OBJECT =
      "{'metadata':{'name':'n'},'q':'100Mi','n':3,'l':[1,2,3],'d':'2020-01-01T00:00:00Z',"
          + "'my-f':'z','x':5,'m':{'a':'b'},'s':['a','b']}";
  private static final String PROPERTIES =
      "'q':{'type':'string'},'n':{'type':'number'},"
          + "'l':{'type':'array','items':{'type':'integer'}},"
          + "'d':{'type':'string','format':'date-time'},'my-f':{'type':'string'},"
          + "'x':{'x-kubernetes-int-or-string':true},"
          + "'m':{'type':'object','additionalProperties':{'type':'string'}},"
          + "'s':{'type':'array','items':{'type':'string'}}";

  private static Structural schema(String rule, String more) {
    Structural plain = Trees.schema(PROPERTIES);
    var node = new java.util.LinkedHashMap<>(plain.raw());
    var rules = Trees.tree("{'r':[{" + more + "}]}").items("r");
    rules.get(0).set(rule, "rule");
    node.put("x-kubernetes-validations", List.of(rules.get(0).content()));
    return Structural.of(node);
  }

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::text).toList();
  }

  private static List<String> broken(String rule, String more, @Nullable Object previous) {
    Structural schema = schema(rule, more);
    assertEquals(List.of(), texts(CelRules.problems(schema, "s")));
    return texts(CelRules.compile(schema).check(Trees.value(OBJECT), previous));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quantity(self.q).isLessThan(quantity('1Gi'))",
        "quantity(self.q).add(1).asInteger() == 104857601",
        "self.l.isSorted() && self.l.sum() == 6 && self.l.max() == 3 && self.l.indexOf(2) == 1",
        "self.n > 2.5",
        "self.d < timestamp('2021-01-01T00:00:00Z')",
        "self.my__dash__f == 'z'",
        "type(self.x) == int ? self.x == 5 : self.x == '5'",
        "self.m.all(k, self.m[k] == 'b')",
        "cidr('10.0.0.0/8').containsIP('10.1.2.3') && string(ip('0:0::1')) == '::1'",
        "url('https://u@h.com:80/a?b=c').getPort() == '80'",
        "url('https://h.com/a?b=c').getQuery()['b'][0] == 'c'",
        "self.q.find('[0-9]+') == '100' && self.q.findAll('[0-9]').size() == 3",
        "format.dns1123Label().validate('a_b').hasValue()",
        "semver('1.2.3').isLessThan(semver('1.10.0')) && semver('v1.2', true).major() == 1",
        "sets.contains(self.s, ['a']) && math.greatest(1, 2) == 2",
        "self.metadata.name == 'n'",
        "self.?q.orValue('') == '100Mi' && self.q.lowerAscii() == '100mi'",
        "'%s: %d %s'.format([self.q, 5, [1, null]]) == '100Mi: 5 [1, null]'",
        "[3, 1, 3].distinct().sort() == [1, 3] && lists.range(3) == [0, 1, 2]",
        "[2, 3, 1].sortBy(x, -x)[0] + 0 == 3 && ['bb', 'a'].sortBy(x, x)[0].startsWith('a')",
        "[b'b', b'a'].sortBy(x, x)[0] == b'a' && [2.5, 1.5].sortBy(x, x)[0] == 1.5",
        "ip.isCanonical('::1') && !ip.isCanonical('0::1')"
      })
  void expressionsHaveWhatKubernetesGivesThem(String rule) {
    assertEquals(List.of(), broken(rule, "", null));
    assertEquals(1, broken("!(" + rule + ")", "", null).size());
  }

  @Test
  void aBrokenRuleSaysWhatItsAuthorWants() {
    assertEquals(
        List.of("<nil>: Invalid value: failed rule: self.n > 5"), broken("self.n > 5", "", null));
    assertEquals(
        List.of("n: Forbidden: too small"),
        broken(
            "self.n > 5",
            "'message':'too small','fieldPath':'.n','reason':'FieldValueForbidden'",
            null));
    assertEquals(
        List.of("<nil>: Invalid value: 100Mi is all"),
        broken("self.n > 5", "'messageExpression':'self.q + \\\" is all\\\"'", null));
  }

  @Test
  void aRuleAboutAChangeIsNotAskedOfWhatIsNew() {
    assertEquals(List.of(), broken("self.n == oldSelf.n", "", null));
    Object before = Trees.value(OBJECT.replace("'n':3", "'n':4"));
    assertEquals(1, broken("self.n == oldSelf.n", "", before).size());
    assertEquals(1, broken("oldSelf.hasValue()", "'optionalOldSelf':true", null).size());
  }

  @Test
  void aRuleIsNotAskedOfWhatHasNotBeenTouched() {
    assertEquals(List.of(), broken("self.n > 5", "", Trees.value(OBJECT)));
  }

  @Test
  void anExpressionThatDoesNotCompileIsRefused() {
    List<String> problems = texts(CelRules.problems(schema("self.nope", ""), "s"));
    assertEquals(1, problems.size());
    assertTrue(
        problems
            .get(0)
            .endsWith(
                "compilation failed: ERROR: <input>:1:5: undefined field 'nope'\n"
                    + " | self.nope\n"
                    + " | ....^"),
        problems.get(0));
  }

  @Test
  void anExpressionThatFailsSaysWhy() {
    assertEquals(
        List.of(
            "<nil>: Invalid value: \"object\": no such key: z evaluating rule: self.m['z'] == 'b'"),
        broken("self.m['z'] == 'b'", "", null));
  }
}
