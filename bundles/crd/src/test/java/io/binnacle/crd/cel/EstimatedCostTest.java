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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules may cost by estimate; the figures are kube-apiserver's own. */
class EstimatedCostTest {
  private static final String TEXT = "{'type':'string'}";
  private static final String TEXTS = "{'type':'array','items':" + TEXT + "}";
  private static final String ITEM =
      "{'type':'object','properties':{'k':"
          + TEXT
          + ",'v':{'type':'string','maxLength':3},'t':{'type':'array','maxItems':4,'items':"
          + TEXT
          + "}}}";
  private static final String PROPERTIES =
      "'s':"
          + TEXT
          + ",'s10':{'type':'string','maxLength':10},"
          + "'e':{'type':'string','enum':['a','bbb','ccccc']},"
          + "'i':{'type':'integer'},'b':{'type':'boolean'},'n':{'type':'number'},"
          + "'by':{'type':'string','format':'byte'},'dt':{'type':'string','format':'date-time'},"
          + "'l':"
          + TEXTS
          + ",'li':{'type':'array','items':{'type':'integer'}},"
          + "'l5':{'type':'array','maxItems':5,'items':{'type':'string','maxLength':7}},"
          + "'m9':{'type':'object','maxProperties':9,"
          + "'additionalProperties':{'type':'string','maxLength':8}},"
          + "'ios':{'x-kubernetes-int-or-string':true},"
          + "'lo':{'type':'array','items':"
          + ITEM
          + "},'lo4':{'type':'array','maxItems':4,'items':"
          + ITEM
          + "},'o':{'type':'object','properties':{'a':"
          + TEXT
          + ",'x':{'type':'object','properties':{'y':{'type':'string','maxLength':100}}}}}";
  private static final String ADVICE =
      "x (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays,"
          + " maps, and strings are declared)";

  private static Map<String, Object> rules(String schema, String... rules) {
    List<Map<String, String>> all = new ArrayList<>();
    for (String rule : rules) {
      all.add(Map.of("rule", rule));
    }
    return with(schema, all);
  }

  private static Map<String, Object> with(String schema, List<?> rules) {
    Map<String, Object> node = new LinkedHashMap<>(Trees.tree(schema).content());
    node.put("x-kubernetes-validations", rules);
    return node;
  }

  private static List<String> problemsOfAll(Map<String, Object> properties) {
    Structural schema = Structural.of(Map.of("type", "object", "properties", properties));
    return CelRules.problems(schema, "").stream().map(FieldError::text).toList();
  }

  private static List<String> problems(Object node) {
    return problemsOfAll(Map.of("w", node));
  }

  private static String rule(String path, String factor) {
    return path
        + ".x-kubernetes-validations[0].rule: Forbidden: estimated rule cost exceeds budget by"
        + " factor of "
        + factor
        + ADVICE;
  }

  private static Map<String, Object> list(Object items, int most) {
    return Map.of("type", "array", "maxItems", most, "items", items);
  }

  private static List<String> first(List<String> found) {
    return found.subList(0, Math.min(1, found.size()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "self.s == self.s ; 38 ; 1.195393",
        "self.e.contains('abc') ; 4000000 ; 1.200000",
        "self.i + 1 > 2 && self.b || self.n < 3.0 ; 1333333 ; 1.200000",
        "self.dt < self.dt ; 2400000 ; 1.200000",
        "self.l.all(x, x == 'a') ; 2 ; 1.048576",
        "self.l5.all(x, self.l5.all(y, self.l5.all(z, x + y == z))) ; 5882 ; 1.210516",
        "self.l5.map(x, x.split(',')).all(q, q.size() < 3) ; 86330 ; 1.199987",
        "self.l5.all(x, x.replace('a','bb').contains('zz')) ; 144578 ; 1.199997",
        "self.s.replace('abc','b').contains('zz') ; 12 ; 1.132465",
        "self.s.split(',', 3).all(x, x == 'a') ; 19 ; 1.195406",
        "['a','b'].join(self.s) == 'a' ; 1 ; more than 100",
        "self.s10.matches('^abcdefghijklmnopqrstuvwxyz$') ; 324324 ; 1.199999",
        "self.s.find('a+') == 'a' ; 38 ; 1.195389",
        "self.li.sum() > 0 ; 7 ; 1.101006",
        "self.l5.indexOf('a') > 0 ; 521739 ; 1.200000",
        "self.s in ['a','b','c'] ; 799999 ; 1.199998",
        "self.m9.all(k, self.m9[k].contains('b')) ; 117647 ; 1.199999",
        "self.m9.all(k, v, v.contains(k)) ; 250000 ; 1.200000",
        "self.m9.transformMap(k, v, k > 'a', v + 'a').all(k, k == 'a') ; 79470 ; 1.199997",
        "self.lo4.all(x, x.t.all(y, y.contains(x.k))) ; 1 ; more than 100",
        "self.lo.all(x, x.t.all(y, y == x.v)) ; 1 ; 10.7",
        "self.l5.sort() == self.l5 ; 173913 ; 1.200000",
        "self.l5.sortBy(x, x)[0] == 'a' ; 77419 ; 1.199995",
        "self.l5.distinct().size() == 5 ; 184615 ; 1.199998",
        "lists.range(5).all(x, x < 5) ; 285714 ; 1.199999",
        "sets.equivalent(self.l5, ['a','b']) ; 363636 ; 1.199999",
        "strings.quote(self.s10).contains('a') ; 799999 ; 1.199998",
        "url(self.s).getHost() == 'a' ; 38 ; 1.195393",
        "ip.isCanonical(self.s) ; 19 ; 1.195381",
        "cidr(self.s).containsCIDR(self.s) ; 19 ; 1.195398",
        "quantity(self.s) == quantity(self.s10) ; 38 ; 1.195412",
        "semver(self.s, true).compareTo(semver('v1.0')) == 0 ; 38 ; 1.195396",
        "!format.dns1123Label().validate(self.s).hasValue() ; 1 ; 1.006634",
        "format.named('uuid').hasValue() ; 6000000 ; 1.200000",
        "self.o.?a.optMap(v, v == self.s).orValue(true) ; 38 ; 1.195465",
        "self.?o.x.y.orValue('') == self.s ; 38 ; 1.195396",
        "has(self.o.x) ? self.o.x.y == 'a' : self.s == 'b' ; 1714285 ; 1.200000",
        "(self.b ? self.s : self.s10).contains('a') ; 38 ; 1.195393",
        "(['a'] + self.l5).all(x, x.contains('a')) ; 315789 ; 1.199998",
        "type(self.ios) == string ? self.ios.contains('a') : self.ios == 3 ; 38 ; 1.195400",
        "self.kind == 'Foo' && self.apiVersion.contains('x') ; 38 ; 1.195396",
        "string(self.by).contains(self.s10) ; 7 ; 1.101008",
        "[?self.?s].size() > 0 ; 1000000 ; 1.400000",
        "{'a': self.s10, 'b': self.s10}.all(k, v, v.contains('a')) ; 279069 ; 1.199997"
      })
  void aRuleMayCostAsMuchAsTheOriginalAllows(String rule, int times, String factor) {
    Object item =
        rules(
            "{'type':'object','x-kubernetes-embedded-resource':true,'properties':{"
                + PROPERTIES
                + "}}",
            rule);
    List<String> found = problems(list(item, times));
    assertEquals(rule(".properties[w].items", factor), found.get(0));
    int fewer =
        (int) Math.floor(times / (factor.startsWith("m") ? 1e9 : Double.parseDouble(factor)));
    assertEquals(List.of(), problems(list(item, Math.max(0, fewer - 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "5000000,",
    "5000001,1.000000",
    "6250000,1.250000",
    "7499999,1.500000",
    "7500000,1.5",
    "11250000,2.2",
    "500000000,100.0",
    "500000001,more than 100"
  })
  void howMuchTooMuchIsSaidAsInTheOriginal(int times, @Nullable String factor) {
    List<String> found = problems(list(rules("{'type':'integer'}", "self > 1"), times));
    assertEquals(
        factor == null ? List.of() : List.of(rule(".properties[w].items", factor)), first(found));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'type':'boolean'} ; self && self && self && self && self ; ",
        "{'type':'integer'} ; self > 1 && self > 2 && self > 3 ; ",
        "{'type':'string'} ; self.contains('a') ; more than 100",
        "{'type':'string','maxLength':10} ; self.contains('a') ; ",
        "{'type':'object','properties':{'aa':{'type':'integer'}}} ; self.aa in [1,2,3] ; 1.6",
        "{'type':'object','required':['aa'],'properties':{'aa':{'type':'integer'}}} ; self.aa in [1,2,3] ; ",
        "{'x-kubernetes-int-or-string':true} ; self == 'abc' && self != 3 ; "
      })
  void withoutLimitsTheRequestLimitsAList(String item, String rule, @Nullable String factor) {
    List<String> found = problems(Map.of("type", "array", "items", rules(item, rule)));
    assertEquals(
        factor == null ? List.of() : List.of(rule(".properties[w].items", factor)), first(found));
  }

  @Test
  void whatStandsInTwoListsIsThereAsOftenAsBothAllow() {
    Object item = rules("{'type':'integer'}", "self > 1 && self > 2 && self > 3");
    assertEquals(List.of(), problems(list(list(item, 1000), 1000)));
    assertEquals(
        rule(".properties[w].items.items", "2.4"), problems(list(list(item, 2000), 2000)).get(0));
    assertEquals(
        List.of(),
        problems(Map.of("type", "array", "items", Map.of("type", "array", "items", item))));
  }

  @Test
  void ofTwoRulesOnlyTheOneThatCostsTooMuchIsRefused() {
    Object node = rules(TEXTS, "self.size() > 3", "self.all(x, self.all(y, x == y))");
    assertEquals(
        List.of(
            rule(".properties[w]", "more than 100").replace("[0]", "[1]"),
            ".properties[w].x-kubernetes-validations[1].rule: Forbidden: contributed to estimated"
                + " rule cost total exceeding cost limit for entire OpenAPIv3 schema",
            ": Forbidden: x-kubernetes-validations estimated rule cost total for entire OpenAPIv3"
                + " schema exceeds budget by factor of more than 100"
                + ADVICE),
        problems(node));
  }

  @Test
  void allRulesTogetherAreLimited() {
    Object node = rules("{'type':'integer'}", "self > 1");
    Map<String, Object> properties = new TreeMap<>();
    IntStream.range(0, 10).forEach(i -> properties.put("p" + i, list(node, 5_000_000)));
    assertEquals(List.of(), problemsOfAll(properties));
    properties.put("q", list(rules("{'type':'integer'}", "self > 2"), 2_500_000));
    List<String> found = problemsOfAll(properties);
    assertEquals(5, found.size());
    assertTrue(found.get(0).contains("contributed to"), found.get(0));
    assertTrue(found.get(4).contains("OpenAPIv3 schema exceeds budget by factor of 1.050000x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'a' + self[0] ; ",
        "self.join(',') ; ",
        "self.map(x, x + x).join('') ; more than 100"
      })
  void aMessageMayNotCostTooMuchEither(String expression, @Nullable String factor) {
    List<Map<String, String>> rule =
        List.of(Map.of("rule", "self.size() > 1", "messageExpression", expression));
    String schema = "{'type':'array','maxItems':20,'items':" + TEXT + "}";
    List<String> found = problems(with(schema, rule));
    assertEquals(
        factor == null
            ? List.of()
            : List.of(
                rule(".properties[w]", factor)
                    .replace("[0].rule", "[0].messageExpression")
                    .replace("estimated rule", "estimated messageExpression")),
        first(found));
  }

  /** The size that counts is that of the list which is looked at last. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "self.l.all(x, x.a.exists(y, x.b.size() > 2 && y == 'a')) ; 10.5",
        "self.l.all(x, x.b.exists(y, x.a.size() > 2 && y == 'a')) ; ",
        "self.l.all(x, x.a.exists(y, y == 'a') && x.b.size() > 2) ; ",
        "self.l.all(x, x.b.exists(y, y == 'a')) ; 6.3"
      })
  void listsThatAreLookedAtInTurnsAreMixedUpAsInTheOriginal(String rule, @Nullable String factor) {
    String item =
        "{'type':'object','properties':{'a':{'type':'array','maxItems':3,'items':"
            + TEXT
            + "},'b':"
            + TEXTS
            + "}}";
    Map<String, Object> schema =
        rules(
            "{'type':'object','properties':{'l':{'type':'array','maxItems':10,'items':"
                + item
                + "}}}",
            rule);
    List<String> found =
        CelRules.problems(Structural.of(schema), "").stream().map(FieldError::text).toList();
    assertEquals(factor == null ? List.of() : List.of(rule("", factor)), first(found));
  }

  @Test
  void aFieldThatCannotBeReachedMayHaveRulesOfItsOwn() {
    Object node = rules("{'type':'object','properties':{'s':" + TEXT + "}}", "self.s == 'a'");
    assertEquals(List.of(), problemsOfAll(Map.of("a b", node)));
  }

  @Test
  void whereOldValuesAreUnknownIsSaidOfTheOutermostList() {
    Object item =
        Map.of("type", "object", "properties", Map.of("a", rules(TEXT, "self == oldSelf")));
    assertEquals(
        List.of(
            ".properties[w].items.properties[a].x-kubernetes-validations[0].rule: Invalid value:"
                + " \"self == oldSelf\": oldSelf cannot be used on the uncorrelatable portion of the"
                + " schema within .properties[w]"),
        problems(list(item, 2)));
  }
}
