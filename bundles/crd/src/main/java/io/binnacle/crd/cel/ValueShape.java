package io.binnacle.crd.cel;

import io.binnacle.crd.cost.SizeRange;
import io.binnacle.crd.cost.SizeSource;
import io.binnacle.crd.structural.Structural;
import io.binnacle.crd.structural.ValueLimits;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a value of a schema can be, and how small when written as JSON. What has no limit of
 * its own is limited by the largest request. Immutable.
 *
 * @param most elements, characters or bytes; 0 for what has none
 * @param leastWritten the shortest that it can be written
 * @param fields by their names in expressions
 * @param key of a map, null for all others
 * @param element of a list or map, null for all others
 */
record ValueShape(
    long most,
    long leastWritten,
    Map<String, ValueShape> fields,
    @Nullable ValueShape key,
    @Nullable ValueShape element)
    implements SizeSource {
  /** The largest request, in bytes. */
  static final long REQUEST = 3 * 1024 * 1024;

  private static final long BRACKETS = 2;
  private static final long QUOTES = 2;

  /** Around a property: two quotes, a colon, a comma. */
  private static final long AROUND_FIELD = 4;

  /** Around an entry whose name is as short as can be. */
  private static final long AROUND_ENTRY = 6;

  /** How many bytes a character may take. */
  private static final long BYTES = 4;

  private static final ValueShape BOOLEAN = scalar(0, 4);
  private static final ValueShape NUMBER = scalar(0, 1);
  private static final ValueShape KEY = scalar(0, QUOTES);
  private static final ValueShape TEXT = scalar(REQUEST - QUOTES, QUOTES);
  private static final ValueShape DURATION = scalar(32, 3);
  private static final ValueShape DATE = scalar(12, 12);
  private static final ValueShape TIME = scalar(32, 21);

  private static final Map<String, Object> STRING = Map.of("type", "string");

  private static final Map<String, Structural> NAMES =
      Structural.of(
              Map.of(
                  "properties",
                  Map.of(
                      "kind",
                      STRING,
                      "apiVersion",
                      STRING,
                      "metadata",
                      Map.of(
                          "type",
                          "object",
                          "properties",
                          Map.of("name", STRING, "generateName", STRING)))))
          .properties();

  private static ValueShape scalar(long most, long leastWritten) {
    return new ValueShape(most, leastWritten, Map.of(), null, null);
  }

  /**
   * The shape of a node, null for one that expressions can't see.
   *
   * @param resource whether it has a kind, a version and names whatever the schema says
   */
  static @Nullable ValueShape of(Structural schema, boolean resource) {
    ValueLimits limits = schema.limits();
    if (schema.intOrString()) {
      return scalar(characters(limits.maxLength()), 1);
    }
    return switch (schema.type()) {
      case "boolean" -> BOOLEAN;
      case "integer", "number" -> NUMBER;
      case "string" -> text(schema.format(), limits);
      case "array" -> list(schema.items(), limits.maxItems());
      case "object" ->
          schema.additional() != null
                  && !Boolean.TRUE.equals(schema.raw().get("additionalProperties"))
              ? map(schema.additional(), limits.maxProperties())
              : object(schema, resource);
      default -> null;
    };
  }

  private static long characters(@Nullable Long limit) {
    return limit == null ? REQUEST - QUOTES : notNegative(limit) * BYTES;
  }

  private static long notNegative(long number) {
    return Math.max(0, number);
  }

  private static ValueShape text(String format, ValueLimits limits) {
    return switch (format) {
      case "byte" ->
          scalar(
              limits.maxLength() == null ? REQUEST - QUOTES : notNegative(limits.maxLength()),
              QUOTES);
      case "duration" -> DURATION;
      case "date" -> DATE;
      case "date-time" -> TIME;
      default ->
          scalar(
              limits.maxLength() == null && !limits.enumValues().isEmpty()
                  ? longest(limits.enumValues())
                  : characters(limits.maxLength()),
              QUOTES);
    };
  }

  private static long longest(List<@Nullable Object> values) {
    return values.stream()
        .filter(String.class::isInstance)
        .mapToLong(value -> ((String) value).getBytes(StandardCharsets.UTF_8).length)
        .max()
        .orElse(0);
  }

  private static @Nullable ValueShape list(@Nullable Structural items, @Nullable Long limit) {
    ValueShape item = items == null ? null : of(items, items.embedded());
    if (item == null) {
      return null;
    }
    long most = limit == null ? (REQUEST - BRACKETS) / (item.leastWritten + 1) : notNegative(limit);
    return new ValueShape(most, BRACKETS, Map.of(), null, item);
  }

  private static @Nullable ValueShape map(Structural values, @Nullable Long limit) {
    ValueShape value = of(values, values.embedded());
    if (value == null) {
      return null;
    }
    long most =
        limit == null
            ? (REQUEST - BRACKETS) / (value.leastWritten + AROUND_ENTRY)
            : notNegative(limit);
    return new ValueShape(most, BRACKETS, Map.of(), KEY, value);
  }

  private static ValueShape object(Structural schema, boolean resource) {
    Map<String, ValueShape> fields = new HashMap<>();
    long written = BRACKETS;
    for (Map.Entry<String, Structural> property : properties(schema, resource).entrySet()) {
      String name = property.getKey();
      Structural node = property.getValue();
      ValueShape shape = of(node, node.embedded());
      if (shape == null) {
        continue;
      }
      String escaped = FieldNames.escaped(name);
      if (escaped != null) {
        fields.put(escaped, shape);
      }
      if (node.defaultValue() == null && schema.limits().required().contains(name)) {
        written += name.getBytes(StandardCharsets.UTF_8).length + shape.leastWritten + AROUND_FIELD;
      }
    }
    return new ValueShape(0, written, Map.copyOf(fields), null, null);
  }

  /** Those of a resource have no limits, unless the schema declares all of them. */
  private static Map<String, Structural> properties(Structural schema, boolean resource) {
    Map<String, Structural> properties = schema.properties();
    Structural names = properties.getOrDefault("metadata", Structural.EMPTY);
    if (!resource
        || isText(properties, "kind")
            && isText(properties, "apiVersion")
            && names.type().equals("object")
            && isText(names.properties(), "name")
            && isText(names.properties(), "generateName")) {
      return properties;
    }
    Map<String, Structural> all = new HashMap<>(properties);
    all.putAll(NAMES);
    return all;
  }

  private static boolean isText(Map<String, Structural> properties, String name) {
    return properties.getOrDefault(name, Structural.EMPTY).type().equals("string");
  }

  @Override
  public @Nullable SizeRange sizeAt(List<String> path) {
    ValueShape at = this;
    for (String step : path) {
      at =
          switch (step) {
            case ITEMS, VALUES -> at.element;
            case KEYS -> at.key;
            default -> at.fields.get(step);
          };
      if (at == null) {
        return null;
      }
    }
    return SizeRange.upTo(at.most < 0 ? Long.MAX_VALUE : at.most);
  }
}
