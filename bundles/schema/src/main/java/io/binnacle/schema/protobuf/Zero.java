package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.Field;

/** What a tree shows of a value that is missing or empty: the {@code zero} rule of a field. */
enum Zero {
  /** A missing value stays so; anything given is kept. Go has a pointer there. */
  KEPT,
  /** An empty value is left out. */
  DROPPED,
  /** A missing value appears as the type's zero. */
  SHOWN,
  /** A missing value, or an empty list or map, appears as null. */
  NULL;

  static Zero of(Field field) {
    for (String word : field.limits().split(" ")) {
      switch (word) {
        case "zero=dropped" -> {
          return DROPPED;
        }
        case "zero=shown" -> {
          return SHOWN;
        }
        case "zero=null" -> {
          return NULL;
        }
        default -> {
          // Another limit.
        }
      }
    }
    return KEPT;
  }
}
