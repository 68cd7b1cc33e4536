package io.binnacle.api.type;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The kind that a type's objects are stored as where it is none of the versions that the type
 * serves: another group's, whose storage it shares, or a version that is no longer or not yet
 * served. Only stored bytes are of that kind; whoever deals with objects sees the type's own
 * versions.
 *
 * @param kind what stored bytes say they are
 * @param schema the structure of its objects, {@code metadata} included
 * @param toStored turns an object of the type's storage version into one of this kind, complete
 *     with the defaults of this kind, as its own readers take it as it is; may change and return
 *     its argument
 * @param fromStored the other way
 */
public record StoredKind(
    GroupVersionKind kind,
    StructType schema,
    UnaryOperator<Unstructured> toStored,
    UnaryOperator<Unstructured> fromStored) {
  public StoredKind {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(schema, "schema");
  }
}
