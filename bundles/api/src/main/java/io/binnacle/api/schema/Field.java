package io.binnacle.api.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a structure.
 *
 * @param name the JSON name
 * @param type the type
 * @param number the protobuf field number, 0 for none
 * @param required whether the declaration requires it (validation may ask for more)
 * @param defaultValue the declared default as a tree value, null for none
 * @param enumValues the allowed values, empty for no limit
 * @param patchStrategies of strategic merge patch: {@code merge}, {@code replace}, {@code
 *     retainKeys}
 * @param patchMergeKey the field that identifies an item in a merged list of structures, "" for
 *     none
 * @param limits declared bounds and formats, as {@code name=value} words; "" for none
 * @param inlineOf the name of the embedded structure that the field comes from, or the names of
 *     those embedded in each other, outermost first, with a slash between; "" if it is the
 *     structure's own
 * @param inlineNumbers the field numbers of the messages around it that embedded structures are,
 *     outermost first; empty if it is the structure's own
 * @param description for people, "" for none
 */
public record Field(
    String name,
    Type type,
    int number,
    boolean required,
    @Nullable Object defaultValue,
    List<String> enumValues,
    List<String> patchStrategies,
    String patchMergeKey,
    String limits,
    String inlineOf,
    List<Integer> inlineNumbers,
    String description) {
  public Field {
    Objects.requireNonNull(type, "type");
    enumValues = List.copyOf(enumValues);
    patchStrategies = List.copyOf(patchStrategies);
    inlineNumbers = List.copyOf(inlineNumbers);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name");
    }
  }

  /** A plain field with nothing but a name and a type. */
  public static Field of(String name, Type type) {
    return new Field(name, type, 0, false, null, List.of(), List.of(), "", "", "", List.of(), "");
  }
}
