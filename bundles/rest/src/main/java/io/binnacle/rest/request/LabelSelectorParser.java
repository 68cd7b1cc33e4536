package io.binnacle.rest.request;

import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.LabelSelector.Operator;
import io.binnacle.api.selector.LabelSelector.Requirement;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code labelSelector} parameter; what is wrong is worded as the original does. */
public final class LabelSelectorParser {
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

  private static final String NAME_FORM =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String NO_KEY =
      "a valid label key "
          + NAME_FORM
          + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

  private final LabelSelectorLexer lexer;

  private LabelSelectorParser(String text) {
    this.lexer = new LabelSelectorLexer(text);
  }

  /**
   * @param text the parameter, "" for none
   * @throws StatusException BadRequest where it is no selector
   */
  public static LabelSelector parse(String text) {
    List<Requirement> requirements = new LabelSelectorParser(text).requirements();
    return requirements.isEmpty() ? LabelSelector.EVERYTHING : new LabelSelector(requirements);
  }

  private List<Requirement> requirements() {
    List<Requirement> result = new ArrayList<>();
    String token = lexer.peek();
    if (token.isEmpty()) {
      return result;
    }
    if (!startsRequirement(token)) {
      throw bad("found '" + token + "', expected: !, identifier, or 'end of string'");
    }
    while (true) {
      result.add(requirement());
      token = lexer.next();
      if (token.isEmpty()) {
        return result;
      }
      if (!token.equals(",")) {
        throw bad("found '" + token + "', expected: ',' or 'end of string'");
      }
      token = lexer.peek();
      if (!startsRequirement(token)) {
        throw bad("found '" + token + "', expected: identifier after ','");
      }
    }
  }

  private static boolean startsRequirement(String token) {
    return token.equals("!") || LabelSelectorLexer.isIdentifier(token);
  }

  private Requirement requirement() {
    String key = lexer.next();
    boolean absent = key.equals("!");
    if (absent) {
      key = lexer.next();
    }
    if (!LabelSelectorLexer.isIdentifier(key)) {
      throw badRequirement("found '" + key + "', expected: identifier");
    }
    checkKey(key);
    if (absent) {
      return new Requirement(key, Operator.DOES_NOT_EXIST, Set.of());
    }
    String next = lexer.peek();
    if (next.isEmpty() || next.equals(",")) {
      return new Requirement(key, Operator.EXISTS, Set.of());
    }
    Operator operator = operator();
    boolean many = next.equals("in") || next.equals("notin");
    Set<String> values = many ? values() : Set.of(value());
    checkValues(key, operator, values);
    return new Requirement(key, operator, values);
  }

  private Operator operator() {
    String token = lexer.next();
    return switch (token) {
      case "in", "=", "==" -> Operator.IN;
      case "notin", "!=" -> Operator.NOT_IN;
      case ">" -> Operator.GREATER_THAN;
      case "<" -> Operator.LESS_THAN;
      default ->
          throw badRequirement("found '" + token + "', expected: in, notin, =, ==, !=, gt, lt");
    };
  }

  private String value() {
    String token = lexer.peek();
    if (token.isEmpty() || token.equals(",")) {
      return "";
    }
    token = lexer.next();
    if (!LabelSelectorLexer.isIdentifier(token)) {
      throw badRequirement("found '" + token + "', expected: identifier");
    }
    return token;
  }

  private Set<String> values() {
    String token = lexer.next();
    if (!token.equals("(")) {
      throw badRequirement("found '" + token + "' expected: '('");
    }
    Set<String> values = new LinkedHashSet<>();
    while (true) {
      token = lexer.next();
      if (LabelSelectorLexer.isIdentifier(token)) {
        values.add(token);
        token = lexer.next();
      } else if (token.equals(",") || token.equals(")")) {
        values.add("");
      } else {
        throw badRequirement("found '" + token + "', expected: ',', ')' or identifier");
      }
      if (token.equals(")")) {
        return values;
      }
      if (!token.equals(",")) {
        throw badRequirement("found '" + token + "', expected: ',' or ')'");
      }
    }
  }

  private static void checkKey(String key) {
    int slash = key.indexOf('/');
    if (slash != key.lastIndexOf('/')) {
      throw badRequirement(FieldError.invalid("<nil>", key, NO_KEY).text());
    }
    String name = key.substring(slash + 1);
    List<String> wrong = new ArrayList<>();
    if (slash >= 0) {
      String prefix = key.substring(0, slash);
      String complaint = Names.subdomain(prefix, false);
      if (prefix.isEmpty()) {
        wrong.add("prefix part must be non-empty");
      } else if (complaint != null) {
        wrong.add("prefix part " + complaint);
      }
    }
    if (name.isEmpty()) {
      wrong.add("name part must be non-empty");
    } else if (name.length() > 63) {
      wrong.add("name part must be no more than 63 bytes");
    }
    if (!NAME.matcher(name).matches()) {
      wrong.add("name part " + NAME_FORM);
    }
    if (!wrong.isEmpty()) {
      throw badRequirement(FieldError.invalid("<nil>", key, String.join("; ", wrong)).text());
    }
  }

  private static void checkValues(String key, Operator operator, Set<String> values) {
    int index = 0;
    for (String value : values) {
      String path = "values[" + index++ + "]";
      boolean compares = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
      if (compares && !isInteger(value)) {
        throw badRequirement(
            FieldError.invalid(
                    path, value, "for 'Gt', 'Lt' operators, the value must be an integer")
                .text());
      }
      if (value.length() > 63) {
        throw badRequirement(
            FieldError.invalid(path + "[" + key + "]", value, "must be no more than 63 bytes")
                .text());
      }
      if (!value.isEmpty() && !NAME.matcher(value).matches()) {
        throw badRequirement(
            FieldError.invalid(
                    path + "[" + key + "]",
                    value,
                    "a valid label must be an empty string or consist of alphanumeric characters,"
                        + " '-', '_' or '.', and must start and end with an alphanumeric character"
                        + " (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation"
                        + " is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")
                .text());
      }
    }
  }

  private static boolean isInteger(String value) {
    try {
      Long.parseLong(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static StatusException badRequirement(String message) {
    return bad("unable to parse requirement: " + message);
  }

  private static StatusException bad(String message) {
    return StatusException.badRequest(message);
  }
}
