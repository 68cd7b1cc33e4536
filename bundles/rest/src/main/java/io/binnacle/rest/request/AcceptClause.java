package io.binnacle.rest.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One media range of an Accept header, or the value of a Content-Type header.
 *
 * @param type such as {@code application/json}, in lower case
 * @param parameters its parameters but {@code q}
 * @param quality 0 to 1
 */
public record AcceptClause(String type, Map<String, String> parameters, double quality) {
  /**
   * All ranges of a header, best first; of equal ones in the order sent. A range with a wildcard is
   * put behind those before it that have none, whatever their quality, as kube-apiserver does.
   */
  public static List<AcceptClause> parse(String header) {
    List<AcceptClause> clauses = new ArrayList<>();
    for (String text : header.split(",", -1)) {
      if (text.isBlank()) {
        continue;
      }
      AcceptClause clause = one(text);
      int at = clauses.size();
      while (at > 0 && clause.isBefore(clauses.get(at - 1))) {
        at--;
      }
      clauses.add(at, clause);
    }
    return clauses;
  }

  private boolean isBefore(AcceptClause other) {
    return quality > other.quality
        || !type.startsWith("*/") && other.type.startsWith("*/")
        || !type.endsWith("/*") && other.type.endsWith("/*");
  }

  /** A single range or media type. */
  public static AcceptClause one(String text) {
    String[] parts = text.split(";", -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    double quality = 1;
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String name = parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String value = parts[i].substring(equals + 1).strip();
        if (name.equals("q")) {
          quality = number(value);
        } else {
          parameters.put(name, value);
        }
      }
    }
    return new AcceptClause(parts[0].strip().toLowerCase(Locale.ROOT), parameters, quality);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whether it asks for another kind than the resource's own. */
  public boolean converts() {
    return parameters.containsKey("as")
        || parameters.containsKey("g")
        || parameters.containsKey("v");
  }
}
