package io.binnacle.schema.protobuf;

import io.binnacle.api.schema.ScalarType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values without parts, and those that are small messages of their own. */
final class ScalarPlan extends ValuePlan {
  private static final Map<ScalarType, ScalarPlan> ALL = all();

  /** Up to here every whole number has a double of its own. */
  private static final double MAX_WHOLE = 1L << 53;

  private final ScalarType type;

  private ScalarPlan(ScalarType type) {
    this.type = type;
  }

  private static Map<ScalarType, ScalarPlan> all() {
    Map<ScalarType, ScalarPlan> all = new EnumMap<>(ScalarType.class);
    for (ScalarType type : ScalarType.values()) {
      all.put(type, new ScalarPlan(type));
    }
    return Map.copyOf(all);
  }

  static ScalarPlan of(ScalarType type) {
    return ALL.get(type);
  }

  @Override
  int wireType() {
    return switch (type) {
      case BOOL, INT32, INT64 -> WireReader.VARINT;
      case DOUBLE -> WireReader.FIXED64;
      default -> WireReader.DELIMITED;
    };
  }

  @Override
  boolean isPackable() {
    return type == ScalarType.INT32 || type == ScalarType.INT64;
  }

  Object number(long varint) {
    return type == ScalarType.INT32 ? (long) (int) varint : varint;
  }

  @Override
  @Nullable Object zero() {
    return switch (type) {
      case STRING, BYTES -> "";
      case BOOL -> Boolean.FALSE;
      case INT32, INT64, DOUBLE, INT_OR_STRING -> 0L;
      case QUANTITY -> "0";
      case DURATION -> "0s";
      case TIME, MICRO_TIME, RAW_EXTENSION, FIELDS_V1, ANY -> null;
    };
  }

  @Override
  @Nullable Object read(WireReader in, int depth) {
    return switch (type) {
      case STRING -> in.text();
      case BOOL -> in.varint() != 0;
      case INT32, INT64 -> number(in.varint());
      case DOUBLE -> real(in.fixed64());
      case BYTES -> in.base64();
      case TIME, MICRO_TIME -> time(in);
      case DURATION -> duration(in);
      case QUANTITY -> quantity(in);
      case INT_OR_STRING -> intOrString(in);
      case RAW_EXTENSION, FIELDS_V1, ANY -> json(in);
    };
  }

  /** A fraction; what is whole is a whole number in JSON too. */
  private static Object real(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < MAX_WHOLE;
    return whole && (value != 0 || 1 / value > 0) ? (Object) (long) value : (Object) value;
  }

  /** An empty message is the zero time, which is null. */
  private @Nullable String time(WireReader in) {
    int outer = in.enter();
    boolean empty = in.isAtEnd();
    long seconds = 0;
    long nanos = 0;
    while (in.next()) {
      switch (in.number()) {
        case 1 -> seconds = in.varint();
        case 2 -> nanos = (int) in.varint();
        default -> in.skip();
      }
    }
    in.leave(outer);
    if (empty) {
      return null;
    }
    return type == ScalarType.TIME ? WireTime.seconds(seconds) : WireTime.micros(seconds, nanos);
  }

  private static String duration(WireReader in) {
    int outer = in.enter();
    long nanos = 0;
    while (in.next()) {
      if (in.number() == 1) {
        nanos = in.varint();
      } else {
        in.skip();
      }
    }
    in.leave(outer);
    return WireDuration.text(nanos);
  }

  private static String quantity(WireReader in) {
    int outer = in.enter();
    String text = "0";
    while (in.next()) {
      if (in.number() == 1) {
        text = in.text();
      } else {
        in.skip();
      }
    }
    in.leave(outer);
    return WireQuantity.canonical(text);
  }

  private static Object intOrString(WireReader in) {
    int outer = in.enter();
    long kind = 0;
    long number = 0;
    String text = "";
    while (in.next()) {
      switch (in.number()) {
        case 1 -> kind = in.varint();
        case 2 -> number = (int) in.varint();
        case 3 -> text = in.text();
        default -> in.skip();
      }
    }
    in.leave(outer);
    return kind == 0 ? (Object) number : text;
  }

  private static @Nullable Object json(WireReader in) {
    int outer = in.enter();
    byte[] json = new byte[0];
    while (in.next()) {
      if (in.number() == 1) {
        json = in.bytes();
      } else {
        in.skip();
      }
    }
    in.leave(outer);
    try {
      return json.length == 0 ? null : Json.parse(json);
    } catch (JsonException e) {
      throw new ProtobufException("embedded JSON: " + e.getMessage());
    }
  }

  @Override
  void write(WireWriter out, @Nullable Object value) {
    switch (type) {
      case STRING -> out.text(value == null ? "" : text(value));
      case BOOL -> out.varint(value != null && bool(value) ? 1 : 0);
      case INT32, INT64 -> out.varint(value == null ? 0 : whole(value));
      case DOUBLE -> out.fixed64(value == null ? 0 : real(value));
      case BYTES -> out.bytes(value == null ? new byte[0] : decoded(text(value)));
      default -> {
        int mark = out.size();
        message(out, value);
        out.length(mark);
      }
    }
  }

  private void message(WireWriter out, @Nullable Object value) {
    switch (type) {
      case TIME, MICRO_TIME -> {
        if (value != null) {
          time(out, text(value));
        }
      }
      case DURATION -> {
        out.varint(value == null ? 0 : WireDuration.parse(text(value)));
        out.tag(1, WireReader.VARINT);
      }
      case QUANTITY -> {
        out.text(
            value == null
                ? "0"
                : WireQuantity.canonical(value instanceof Number ? value.toString() : text(value)));
        out.tag(1, WireReader.DELIMITED);
      }
      case INT_OR_STRING -> {
        boolean string = value instanceof String;
        out.text(string ? text(value) : "");
        out.tag(3, WireReader.DELIMITED);
        out.varint(value == null || string ? 0 : int32(value));
        out.tag(2, WireReader.VARINT);
        out.varint(string ? 1 : 0);
        out.tag(1, WireReader.VARINT);
      }
      default -> {
        if (value != null) {
          out.bytes(Json.write(value));
          out.tag(1, WireReader.DELIMITED);
        }
      }
    }
  }

  private void time(WireWriter out, String text) {
    out.varint(type == ScalarType.TIME ? 0 : WireTime.nanos(text) / 1000 * 1000);
    out.tag(2, WireReader.VARINT);
    out.varint(WireTime.seconds(text));
    out.tag(1, WireReader.VARINT);
  }

  private String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(value);
  }

  private boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrong(value);
  }

  private long whole(Object value) {
    return type == ScalarType.INT32 ? int32(value) : int64(value);
  }

  private long int64(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    throw wrong(value);
  }

  private long int32(Object value) {
    long number = int64(value);
    if (number != (int) number) {
      throw wrong(value);
    }
    return number;
  }

  private double real(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(value);
  }

  private byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
  }

  private ProtobufException wrong(Object value) {
    String shown = String.valueOf(value);
    return new ProtobufException(
        "'"
            + (shown.length() > 100 ? shown.substring(0, 100) + "…" : shown)
            + "' is no "
            + type.name().toLowerCase(java.util.Locale.ROOT));
  }
}
