package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A field path from the object's root. Immutable.
 *
 * @param elements its steps
 */
public record FieldPath(List<PathElement> elements) {
  public FieldPath {
    elements = List.copyOf(elements);
  }

  /** A path of field names only. */
  public static FieldPath of(String... names) {
    return new FieldPath(Arrays.stream(names).map(PathElement::field).toList());
  }

  /** This path and one step more. */
  public FieldPath then(PathElement element) {
    List<PathElement> longer = new ArrayList<>(elements);
    longer.add(element);
    return new FieldPath(longer);
  }

  /** As messages show it, such as {@code .spec.containers[name="a"].image}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    elements.forEach(text::append);
    return text.toString();
  }
}
