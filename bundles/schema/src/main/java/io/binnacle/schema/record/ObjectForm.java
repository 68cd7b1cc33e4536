package io.binnacle.schema.record;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;

/**
 * How an author sees the objects of one version: as a record, or as a tree. Immutable.
 *
 * @param <T> what the author's functions get
 */
interface ObjectForm<T> {
  /**
   * The structure of an object, apiVersion, kind and metadata included.
   *
   * @param component its OpenAPI component name, such as {@code com.example.v1.Widget}
   * @throws IllegalArgumentException if what is declared has no form in the schema
   */
  StructType schema(String component);

  /**
   * What the author's functions get of an object.
   *
   * @throws IllegalArgumentException if the object does not fit
   */
  T read(Unstructured object);

  /** Puts all but apiVersion, kind and metadata into an object, in place of what it has. */
  void write(T value, Unstructured into);
}
