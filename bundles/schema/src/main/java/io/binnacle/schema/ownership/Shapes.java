package io.binnacle.schema.ownership;

import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the shapes of types and keeps those of structures. Thread-safe. */
final class Shapes {
  private final Map<StructType, Shape> structures = new ConcurrentHashMap<>();

  Shape of(Type type) {
    if (type instanceof StructType struct) {
      Shape known = structures.get(struct);
      if (known == null) {
        known = Shape.make(struct, this);
        Shape other = structures.putIfAbsent(struct, known);
        known = other == null ? known : other;
      }
      return known;
    }
    return Shape.make(type, this);
  }
}
