package io.binnacle.api.selector;

import java.util.List;
import java.util.Map;

/**
 * A parsed field selector: all of its terms must hold. Immutable.
 *
 * @param terms the terms; empty matches everything
 */
public record FieldSelector(List<Term> terms) {
  /** Matches every object. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /**
   * One term.
   *
   * @param field the path, such as {@code spec.nodeName}
   * @param value the value compared with; a missing field counts as ""
   * @param equal whether it must be equal, or must not
   */
  public record Term(String field, String value, boolean equal) {}

  public boolean matches(Map<String, String> fields) {
    for (Term term : terms) {
      if (fields.getOrDefault(term.field(), "").equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  public boolean isEverything() {
    return terms.isEmpty();
  }
}
