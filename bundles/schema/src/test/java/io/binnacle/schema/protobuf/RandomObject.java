package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.ApiTime;
import io.binnacle.schema.RandomTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes objects of a structure with some of its fields set to anything that they may hold. */
final class RandomObject {
  private static final String[] TEXTS = {
    "", "a", "nginx:1.27", "ünï", "日本", "\uD83D\uDE00 x", "\u0000\n"
  };
  private static final String[] SUFFIXES = {
    "", "m", "k", "M", "G", "Ki", "Mi", "Gi", "Ti", "e3", "u", "n"
  };
  private static final String[] SPANS = {"0s", "1.5s", "90m", "1h0m0.25s", "-3ms", "7us", "12ns"};
  private static final long[] WHOLES = {
    0, 1, -1, 127, 128, 300, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final Random random;

  RandomObject(Random random) {
    this.random = random;
  }

  Map<String, @Nullable Object> of(StructType type, int depth) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (Field field : type.fields().values()) {
      if (field.number() > 0 && random.nextInt(3) > 0) {
        Object value = value(field.type(), depth);
        if (value != null) {
          tree.put(field.name(), value);
        }
      }
    }
    return tree;
  }

  private @Nullable Object value(Type type, int depth) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar);
    }
    if (depth == 0) {
      return null;
    }
    if (type instanceof StructType struct) {
      return of(struct, depth - 1);
    }
    if (type instanceof ListType list) {
      List<@Nullable Object> items = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        add(items, value(list.element(), depth - 1));
      }
      return items.isEmpty() ? null : items;
    }
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Object value = value(((MapType) type).value(), depth - 1);
      if (value != null) {
        entries.put(pick(TEXTS), value);
      }
    }
    return entries.isEmpty() ? null : entries;
  }

  private static void add(List<@Nullable Object> items, @Nullable Object value) {
    if (value != null) {
      items.add(value);
    }
  }

  private Object scalar(ScalarType type) {
    return switch (type) {
      case STRING -> random.nextInt(20) == 0 ? "x".repeat(random.nextInt(5000)) : pick(TEXTS);
      case BOOL -> random.nextBoolean();
      case INT32 -> WHOLES[random.nextInt(WHOLES.length)];
      case INT64 -> random.nextLong() >> random.nextInt(64);
      case DOUBLE -> 0.5 + random.nextInt(1000);
      case BYTES ->
          Base64.getEncoder()
              .encodeToString(pick(TEXTS).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case TIME -> time(0).toString();
      case MICRO_TIME -> ApiTime.formatMicros(time(random.nextInt(1_000_000)));
      case DURATION -> WireDuration.text(WireDuration.parse(SPANS[random.nextInt(SPANS.length)]));
      case QUANTITY -> (random.nextInt(5000) - 500) + pick(SUFFIXES);
      case INT_OR_STRING -> random.nextBoolean() ? (Object) (long) random.nextInt() : pick(TEXTS);
      case RAW_EXTENSION, FIELDS_V1, ANY -> new RandomTree(random).map(3, true);
    };
  }

  /** Some moment of the years 0 to 9999. */
  private Instant time(int micros) {
    long seconds = -62_167_219_200L + (random.nextLong() >>> 1) % 315_569_520_000L;
    return Instant.ofEpochSecond(seconds, micros * 1000L);
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
