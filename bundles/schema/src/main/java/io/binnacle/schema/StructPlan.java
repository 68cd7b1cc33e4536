package io.binnacle.schema;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A structure's fields with what conforming needs to know of each. Immutable. */
record StructPlan(FieldPlan[] fields, Map<String, FieldPlan> byName) {
  /** What becomes of a missing or empty value: the {@code zero} column of a type table. */
  enum Zero {
    /** A missing value stays so; anything given but null is kept. */
    KEPT,
    /** An empty value is left out. */
    DROPPED,
    /** A missing value appears as the type's zero. */
    SHOWN,
    /** A missing or empty value appears as null. */
    NULL
  }

  /** A field, its position, and its rule. */
  record FieldPlan(String name, int index, Type type, Zero zero) {
    /** What stands for a missing value of a {@link Zero#SHOWN} field that is no structure. */
    @Nullable Object zeroValue() {
      return StructPlan.zeroOf(type);
    }
  }

  /** What a null in a list or map becomes; null for a structure, which the caller fills. */
  static @Nullable Object zeroOf(Type type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case STRING, BYTES -> "";
        case BOOL -> Boolean.FALSE;
        case INT32, INT64, DOUBLE, INT_OR_STRING -> 0L;
        case QUANTITY -> "0";
        case DURATION -> "0s";
        case TIME, MICRO_TIME, RAW_EXTENSION, FIELDS_V1, ANY -> null;
      };
    }
    return null;
  }

  static StructPlan of(StructType type) {
    List<FieldPlan> plans = new ArrayList<>();
    Map<String, FieldPlan> byName = new LinkedHashMap<>();
    for (Field field : type.fields().values()) {
      FieldPlan plan = new FieldPlan(field.name(), plans.size(), field.type(), zero(field));
      plans.add(plan);
      byName.put(field.name(), plan);
    }
    return new StructPlan(plans.toArray(FieldPlan[]::new), byName);
  }

  private static Zero zero(Field field) {
    for (String word : field.limits().split(" ")) {
      if (word.startsWith("zero=")) {
        return switch (word) {
          case "zero=dropped" -> Zero.DROPPED;
          case "zero=shown" -> Zero.SHOWN;
          case "zero=null" -> Zero.NULL;
          default -> Zero.KEPT;
        };
      }
    }
    return Zero.KEPT;
  }

  /** The type as messages of a Go program name it. */
  static String goName(Type type) {
    if (type instanceof ListType list) {
      return "[]" + goName(list.element());
    }
    if (type instanceof MapType map) {
      return "map[string]" + goName(map.value());
    }
    if (type instanceof StructType struct) {
      String[] parts = struct.name().split("\\.");
      return parts.length < 2
          ? struct.name()
          : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }
    return switch ((ScalarType) type) {
      case STRING, QUANTITY, DURATION, TIME, MICRO_TIME -> "string";
      case BOOL -> "bool";
      case INT32, INT_OR_STRING -> "int32";
      case INT64 -> "int64";
      case DOUBLE -> "float64";
      case BYTES -> "[]uint8";
      case RAW_EXTENSION, FIELDS_V1, ANY -> "map[string]interface {}";
    };
  }
}
