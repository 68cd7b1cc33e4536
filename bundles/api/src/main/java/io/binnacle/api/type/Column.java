package io.binnacle.api.type;

import io.binnacle.api.object.Unstructured;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of the type's Table. Where its description is what a field is for, it names the field
 * instead; whoever shows the table looks that up.
 *
 * @param name the heading
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param format {@code name} for the object's name, else ""
 * @param description for people
 * @param field the path of the field whose documentation is the description, such as {@code
 *     spec.replicas}, or {@code COMPONENT#field} for one of another structure; "" for none
 * @param priority 0: always shown, 1: with {@code -o wide}
 * @param cell the value for an object of this version
 */
public record Column(
    String name,
    String type,
    String format,
    String description,
    String field,
    int priority,
    Function<Unstructured, @Nullable Object> cell) {
  /** A column with a description of its own. */
  public Column(
      String name,
      String type,
      String format,
      String description,
      int priority,
      Function<Unstructured, @Nullable Object> cell) {
    this(name, type, format, description, "", priority, cell);
  }
}
