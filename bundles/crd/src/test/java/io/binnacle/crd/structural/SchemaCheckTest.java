package io.binnacle.crd.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.status.FieldError;
import io.binnacle.crd.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {
  private static String problems(String property, String value) {
    Structural schema = Trees.schema("'x':" + property);
    Object object = Trees.value("{'x':" + value + "}");
    return String.join(
        "; ", SchemaCheck.object(schema, object, null).stream().map(FieldError::text).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'integer'}|'a'|x: Invalid value: \"string\": x in body must be of type integer:"
            + " \"string\"",
        "{'type':'number','minimum':0,'exclusiveMinimum':true}|0.0|x: Invalid value: 0.0: x in body"
            + " should be greater than 0",
        "{'type':'integer','maximum':9}|10|x: Invalid value: 10: x in body should be less than or"
            + " equal to 9",
        "{'type':'string','maxLength':2}|'abc'|x: Too long: may not be more than 2 bytes",
        "{'type':'string','pattern':'^a'}|'b'|x: Invalid value: \"b\": x in body should match '^a'",
        "{'type':'string','enum':['a','b']}|'c'|x: Unsupported value: \"c\": supported values:"
            + " \"a\", \"b\"",
        "{'type':'array','items':{'type':'string'},'maxItems':1}|['a','b']|x: Too many: 2: must"
            + " have at most 1 items",
        "{'type':'object','required':['y']}|{}|x.y: Required value",
        "{'type':'integer','format':'int32'}|3000000000|<nil>: Invalid value: \"\": Checked value"
            + " must be of type integer with format int32 in x",
        "{'type':'string','format':'ipv4'}|'1.2.3'|x: Invalid value: \"1.2.3\": x in body must be"
            + " of type ipv4: \"1.2.3\"",
        "{'type':'string','not':{'enum':['a']}}|'a'|<nil>: Invalid value: \"\": \"x\" must not"
            + " validate the schema (not)",
      })
  void aBrokenLimitIsToldInTheWordsOfTheOriginal(String property, String value, String text) {
    assertEquals(text, problems(property, value));
  }

  @Test
  void whatWasWrongBeforeAndIsUntouchedIsLetPass() {
    Structural schema = Trees.schema("'x':{'type':'string','maxLength':1},'y':{'type':'string'}");
    Object before = Trees.value("{'x':'long','y':'a'}");
    assertEquals(List.of(), SchemaCheck.object(schema, Trees.value("{'x':'long'}"), before));
    assertEquals(
        1, SchemaCheck.object(schema, Trees.value("{'x':'longer','y':'a'}"), before).size());
  }

  @Test
  void itemsOfSetsAndMapsDiffer() {
    Structural schema =
        Trees.schema(
            "'s':{'type':'array','x-kubernetes-list-type':'set','items':{'type':'string'}},"
                + "'m':{'type':'array','x-kubernetes-list-type':'map',"
                + "'x-kubernetes-list-map-keys':['k'],'items':{'type':'object',"
                + "'properties':{'k':{'type':'string'},'v':{'type':'string'}}}}");
    Object object = Trees.value("{'s':['a','b','a'],'m':[{'k':'1','v':'x'},{'k':'1','v':'y'}]}");
    assertEquals(
        List.of("s[2]: Duplicate value: \"a\"", "m[1]: Duplicate value: {\"k\":\"1\"}"),
        ContentCheck.of(schema, object).stream().map(FieldError::text).toList());
  }
}
