package io.binnacle.api.selector;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parsed label selector: all of its requirements must hold. Immutable.
 *
 * @param requirements the requirements; empty matches everything
 */
public record LabelSelector(List<Requirement> requirements) {
  /** Matches every object. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** How a requirement compares. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    GREATER_THAN,
    LESS_THAN
  }

  /**
   * One requirement.
   *
   * @param key the label's key
   * @param operator the comparison
   * @param values for IN and NOT_IN the values, for the others of one number
   */
  public record Requirement(String key, Operator operator, Set<String> values) {
    public Requirement {
      values = Set.copyOf(values);
    }

    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
        case GREATER_THAN -> compare(value) > 0;
        case LESS_THAN -> compare(value) < 0;
      };
    }

    private int compare(String value) {
      try {
        return value == null
            ? 0
            : Long.compare(Long.parseLong(value), Long.parseLong(values.iterator().next()));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  public boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  public boolean isEverything() {
    return requirements.isEmpty();
  }
}
