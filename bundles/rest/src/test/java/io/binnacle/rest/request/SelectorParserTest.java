package io.binnacle.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectorParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1|true",
        "a==1|true",
        "a!=1|false",
        "b!=1|true",
        "a in (1,2)|true",
        "a notin (1,2)|false",
        "a|true",
        "b|false",
        "!b|true",
        "!a|false",
        "a>0,a<2|true",
        "a>1|false",
        " a = 1 , !b |true",
        "a in (,1)|true",
        "a=|false",
        "''|true"
      })
  void labelSelectorsMatchAsKubernetesDoes(String selector, boolean matches) {
    assertEquals(matches, LabelSelectorParser.parse(selector).matches(Map.of("a", "1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a===b|unable to parse requirement: found '=', expected: identifier",
        "a in|unable to parse requirement: found '' expected: '('",
        "!|unable to parse requirement: found '', expected: identifier",
        ",|found ',', expected: !, identifier, or 'end of string'",
        "a gt x|unable to parse requirement: found 'gt', expected: in, notin, =, ==, !=, gt, lt",
        "a=b c|found 'c', expected: ',' or 'end of string'"
      })
  void badLabelSelectorsAreToldInTheOriginalsWords(String selector, String message) {
    var failure = assertThrows(StatusException.class, () -> LabelSelectorParser.parse(selector));
    assertEquals(400, failure.code());
    assertEquals(message, failure.getMessage());
  }

  @Test
  void aBadLabelKeyIsRefused() {
    var failure = assertThrows(StatusException.class, () -> LabelSelectorParser.parse("A_/b"));
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith(
                "unable to parse requirement: <nil>: Invalid value: \"A_/b\": prefix part a"
                    + " lowercase RFC 1123 subdomain"));
  }

  @Test
  void aLabelKeyWithTwoSlashesIsToldAsAWhole() {
    var failure = assertThrows(StatusException.class, () -> LabelSelectorParser.parse("A/b/c=d"));
    String message = String.valueOf(failure.getMessage());
    assertTrue(
        message.contains("\"A/b/c\": a valid label key must consist of alphanumeric"), message);
    assertTrue(message.endsWith(" and '/' (e.g. 'example.com/MyName')"), message);
  }

  @Test
  void nothingComparedWithNothingSelectsEverything() {
    assertTrue(FieldSelectorParser.parse("=,!=").isEverything());
    assertTrue(!FieldSelectorParser.parse("=x").isEverything());
  }

  @Test
  void fieldSelectorsMatch() {
    var selector = FieldSelectorParser.parse("metadata.name=a,metadata.namespace!=x");
    assertTrue(selector.matches(Map.of("metadata.name", "a", "metadata.namespace", "n")));
    assertTrue(!selector.matches(Map.of("metadata.name", "a", "metadata.namespace", "x")));
    assertTrue(FieldSelectorParser.parse("").isEverything());
  }

  @Test
  void fieldSelectorsUnderstandEscapes() {
    var selector = FieldSelectorParser.parse("metadata.name=a\\,b\\=c");
    assertTrue(selector.matches(Map.of("metadata.name", "a,b=c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|invalid selector: 'a'; can't understand 'a'",
        "metadata.name=\\|invalid field selector: invalid escape sequence: \\"
      })
  void badFieldSelectorsAreToldInTheOriginalsWords(String selector, String message) {
    var failure = assertThrows(StatusException.class, () -> FieldSelectorParser.parse(selector));
    assertEquals(message, failure.getMessage());
  }

  /** A type with a field of its own to select on. */
  private record Selective(GroupResource resource) implements ResourceType {
    @Override
    public String kind() {
      return "Selective";
    }

    @Override
    public boolean isNamespaced() {
      return true;
    }

    @Override
    public List<TypeVersion> versions() {
      return List.of();
    }

    @Override
    public Set<String> selectableFields() {
      return Set.of("spec.a");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch|jobs|field label \"x\" not supported for Job",
        "resource.k8s.io|resourceslices|field label not supported for resource.k8s.io/v1,"
            + " Kind=ResourceSlice: x",
        "''|pods|field label not supported: x"
      })
  void anUnknownFieldIsToldAsItsKindDoes(String group, String plural, String message) {
    var type = new Selective(new GroupResource(group, plural));
    FieldSelectorParser.checkKnown(FieldSelectorParser.parse("spec.a=1"), type);
    var selector = FieldSelectorParser.parse("x=1");
    var failure =
        assertThrows(StatusException.class, () -> FieldSelectorParser.checkKnown(selector, type));
    assertEquals(message, failure.getMessage());
  }
}
