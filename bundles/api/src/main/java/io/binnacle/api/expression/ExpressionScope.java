package io.binnacle.api.expression;

import java.util.HashMap;
import java.util.Map;

/**
 * What an expression may speak of. Types are written as CEL writes them: {@code dyn}, {@code
 * string}, {@code list(string)}, {@code map(string, dyn)}, or the name of one of the structures.
 * Immutable.
 *
 * @param variables the types of the variables, by their names
 * @param structures the types of the fields of structured types, by type and name
 */
public record ExpressionScope(
    Map<String, String> variables, Map<String, Map<String, String>> structures) {
  public ExpressionScope {
    variables = Map.copyOf(variables);
    Map<String, Map<String, String>> copy = new HashMap<>();
    structures.forEach((name, fields) -> copy.put(name, Map.copyOf(fields)));
    structures = Map.copyOf(copy);
  }

  /** This scope and one more variable. */
  public ExpressionScope with(String variable, String type) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, type);
    return new ExpressionScope(more, structures);
  }

  /** This scope, with more fields in a structure, which may be a new one. */
  public ExpressionScope withFields(String structure, Map<String, String> fields) {
    Map<String, Map<String, String>> more = new HashMap<>(structures);
    Map<String, String> all = new HashMap<>(more.getOrDefault(structure, Map.of()));
    all.putAll(fields);
    more.put(structure, all);
    return new ExpressionScope(variables, more);
  }
}
