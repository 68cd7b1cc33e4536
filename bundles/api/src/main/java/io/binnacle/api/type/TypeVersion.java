package io.binnacle.api.type;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A served version of a resource type.
 *
 * @param name such as {@code v1} or {@code v1beta1}
 * @param schema the structure of its objects, {@code apiVersion}, {@code kind} and {@code metadata}
 *     included
 * @param columns its Table columns; empty: name and age
 * @param toStorage turns an object of this version into the storage version; may change and return
 *     its argument
 * @param fromStorage the other way
 * @param form how objects are brought into form where the schema does not say it all; null where it
 *     does
 */
public record TypeVersion(
    String name,
    StructType schema,
    List<Column> columns,
    UnaryOperator<Unstructured> toStorage,
    UnaryOperator<Unstructured> fromStorage,
    @Nullable SchemaForm form) {
  public TypeVersion {
    columns = List.copyOf(columns);
  }

  /** A version whose schema says it all. */
  public TypeVersion(
      String name,
      StructType schema,
      List<Column> columns,
      UnaryOperator<Unstructured> toStorage,
      UnaryOperator<Unstructured> fromStorage) {
    this(name, schema, columns, toStorage, fromStorage, null);
  }

  /** The version that is stored, so that nothing needs converting. */
  public static TypeVersion stored(String name, StructType schema, List<Column> columns) {
    return new TypeVersion(
        name, schema, columns, UnaryOperator.identity(), UnaryOperator.identity());
  }
}
