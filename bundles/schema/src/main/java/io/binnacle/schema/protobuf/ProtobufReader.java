package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A message to the tree that its JSON would be, by the field numbers of a schema. Unknown fields
 * are passed over. What Go leaves out of JSON (zero values) is still there: conform the tree
 * afterwards. Thread-safe.
 */
public final class ProtobufReader {
  private static final int MAX_DEPTH = 200;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** A structure's fields by number; those of embedded structures lie in messages of their own. */
  private record Numbers(Map<Integer, Field> own, Map<Integer, Map<Integer, Field>> embedded) {
    static Numbers of(StructType type) {
      Map<Integer, Field> own = new HashMap<>();
      Map<Integer, Map<Integer, Field>> embedded = new HashMap<>();
      for (Field field : type.fields().values()) {
        if (field.number() > 0 && field.inlineNumber() > 0) {
          embedded
              .computeIfAbsent(field.inlineNumber(), n -> new HashMap<>())
              .put(field.number(), field);
        } else if (field.number() > 0) {
          own.put(field.number(), field);
        }
      }
      return new Numbers(own, embedded);
    }
  }

  private final StructType type;
  private final Map<StructType, Numbers> numbersByType = new ConcurrentHashMap<>();

  /** A reader of messages of the type; it remembers what it finds out of its structure. */
  public ProtobufReader(StructType type) {
    this.type = type;
  }

  /**
   * Reads a message.
   *
   * @throws ProtobufException if the bytes are none
   */
  public Map<String, @Nullable Object> read(byte[] message) {
    return struct(type, new WireReader(message, 0, message.length), 0);
  }

  private Map<String, @Nullable Object> struct(StructType type, WireReader in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ProtobufException("nested too deeply");
    }
    Numbers numbers = numbersByType.computeIfAbsent(type, Numbers::of);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    while (in.next()) {
      Map<Integer, Field> embedded = numbers.embedded().get(in.number());
      if (embedded != null) {
        WireReader inner = in.message();
        while (inner.next()) {
          field(embedded.get(inner.number()), inner, tree, depth);
        }
      } else {
        field(numbers.own().get(in.number()), in, tree, depth);
      }
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  private void field(
      @Nullable Field field, WireReader in, Map<String, @Nullable Object> tree, int depth) {
    if (field == null) {
      in.skip();
    } else if (field.type() instanceof ListType list) {
      List<@Nullable Object> items =
          (List<@Nullable Object>)
              tree.computeIfAbsent(field.name(), n -> new ArrayList<@Nullable Object>());
      element(list.element(), in, Objects.requireNonNull(items), depth);
    } else if (field.type() instanceof MapType map) {
      Map<String, @Nullable Object> entries =
          (Map<String, @Nullable Object>)
              tree.computeIfAbsent(
                  field.name(), n -> new LinkedHashMap<String, @Nullable Object>());
      entry(map.value(), in.message(), Objects.requireNonNull(entries), depth);
    } else {
      tree.put(field.name(), value(field.type(), in, depth));
    }
  }

  /** Whole numbers may come packed, several in one field. */
  private void element(Type type, WireReader in, List<@Nullable Object> items, int depth) {
    boolean number = type == ScalarType.INT32 || type == ScalarType.INT64;
    if (!number || !in.isDelimited()) {
      items.add(value(type, in, depth));
      return;
    }
    byte[] packed = in.bytes();
    for (int at = 0; at < packed.length; ) {
      long value = 0;
      int shift = 0;
      byte b;
      do {
        b = packed[at++];
        value |= (long) (b & 0x7f) << shift;
        shift += 7;
      } while (b < 0 && at < packed.length && shift < 64);
      items.add(value);
    }
  }

  private void entry(Type type, WireReader in, Map<String, @Nullable Object> entries, int depth) {
    String key = "";
    Object value = type instanceof ScalarType ? zero((ScalarType) type) : null;
    while (in.next()) {
      switch (in.number()) {
        case 1 -> key = text(in.bytes());
        case 2 ->
            value =
                type instanceof ListType list
                    ? list(list, in.message(), depth)
                    : value(type, in, depth);
        default -> in.skip();
      }
    }
    entries.put(key, value);
  }

  /** A list that is a map's value is a message with one repeated field. */
  private List<@Nullable Object> list(ListType type, WireReader in, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    while (in.next()) {
      if (in.number() == 1) {
        element(type.element(), in, items, depth);
      } else {
        in.skip();
      }
    }
    return items;
  }

  private @Nullable Object value(Type type, WireReader in, int depth) {
    if (type instanceof StructType struct) {
      return struct(struct, in.message(), depth + 1);
    }
    if (!(type instanceof ScalarType scalar)) {
      throw new ProtobufException("no protobuf form for " + type);
    }
    return switch (scalar) {
      case STRING -> text(in.bytes());
      case BOOL -> in.varint() != 0;
      case INT32 -> (long) (int) in.varint();
      case INT64 -> in.varint();
      case DOUBLE -> in.fixed64();
      case BYTES -> Base64.getEncoder().encodeToString(in.bytes());
      case TIME, MICRO_TIME -> time(scalar, in.message());
      case DURATION -> duration(in.message());
      case QUANTITY -> text(single(in.message()));
      case INT_OR_STRING -> intOrString(in.message());
      case RAW_EXTENSION, FIELDS_V1, ANY -> raw(single(in.message()));
    };
  }

  private static @Nullable Object zero(ScalarType type) {
    return switch (type) {
      case STRING, BYTES -> "";
      case BOOL -> false;
      case INT32, INT64 -> 0L;
      default -> null;
    };
  }

  /** The bytes of field 1. */
  private static byte[] single(WireReader in) {
    byte[] result = new byte[0];
    while (in.next()) {
      if (in.number() == 1) {
        result = in.bytes();
      } else {
        in.skip();
      }
    }
    return result;
  }

  private static @Nullable Object raw(byte[] json) {
    return json.length == 0 ? null : Json.parse(json);
  }

  /** The zero time is null. */
  private static @Nullable String time(ScalarType type, WireReader in) {
    long seconds = 0;
    long nanos = 0;
    while (in.next()) {
      switch (in.number()) {
        case 1 -> seconds = in.varint();
        case 2 -> nanos = in.varint();
        default -> in.skip();
      }
    }
    if (seconds == 0 && nanos == 0) {
      return null;
    }
    try {
      Instant instant = Instant.ofEpochSecond(seconds, nanos);
      return type == ScalarType.TIME
          ? Instant.ofEpochSecond(seconds).toString()
          : MICROS.format(instant);
    } catch (java.time.DateTimeException | ArithmeticException e) {
      throw new ProtobufException("time out of range: " + seconds);
    }
  }

  private static String duration(WireReader in) {
    long nanos = 0;
    while (in.next()) {
      if (in.number() == 1) {
        nanos = in.varint();
      } else {
        in.skip();
      }
    }
    return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + "s" : nanos + "ns";
  }

  private static Object intOrString(WireReader in) {
    long kind = 0;
    long number = 0;
    String text = "";
    while (in.next()) {
      switch (in.number()) {
        case 1 -> kind = in.varint();
        case 2 -> number = (int) in.varint();
        case 3 -> text = text(in.bytes());
        default -> in.skip();
      }
    }
    return kind == 0 ? (Object) number : text;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
