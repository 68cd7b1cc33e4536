package io.binnacle.schema.ownership;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step of a field path: a field ({@code f:name}), an item of a list by its keys ({@code
 * k:{"name":"a"}}), a member of a set ({@code v:"a"}) or a position ({@code i:0}). Two are equal if
 * their texts are. Immutable and thread-safe; what is only needed for sorting is parsed when first
 * asked for.
 */
public final class PathElement implements Comparable<PathElement> {
  private @Nullable String text;

  /** For a key: names and values in turns, by name; for a value or an index: that alone. */
  private @Nullable Object @Nullable [] parts;

  private final char kind;

  private PathElement(char kind, @Nullable String text, @Nullable Object @Nullable [] parts) {
    this.kind = kind;
    this.text = text;
    this.parts = parts;
  }

  public static PathElement field(String name) {
    return new PathElement('f', "f:" + name, null);
  }

  /** An item by the values of its key fields. */
  public static PathElement key(Map<String, ? extends @Nullable Object> fields) {
    @Nullable Object[] parts = new @Nullable Object[fields.size() * 2];
    int i = 0;
    for (Map.Entry<String, ? extends @Nullable Object> field : sorted(fields).entrySet()) {
      parts[i++] = field.getKey();
      parts[i++] = whole(field.getValue());
    }
    return ofParts(parts);
  }

  /** An item by its key; names and values in turns, sorted by name, whole numbers as such. */
  static PathElement ofParts(@Nullable Object[] parts) {
    return new PathElement('k', null, parts);
  }

  /** A member of a set of scalars. */
  public static PathElement value(@Nullable Object value) {
    return new PathElement('v', null, new @Nullable Object[] {whole(value)});
  }

  public static PathElement index(int index) {
    return new PathElement('i', "i:" + index, new @Nullable Object[] {(long) index});
  }

  /**
   * Reads the text of FieldsV1.
   *
   * @return null for a kind that a later version may know
   * @throws IllegalArgumentException if the text is none
   */
  public static @Nullable PathElement parse(String text) {
    PathElement element = trusted(text);
    if (element != null && element.kind != 'f') {
      @Nullable Object[] parts = element.parts();
      return element.kind == 'i' ? element : element.kind == 'k' ? ofParts(parts) : value(parts[0]);
    }
    return element;
  }

  /** Like {@link #parse} for a text known to be in the normal form; not looked into yet. */
  static @Nullable PathElement trusted(String text) {
    if (text.length() < 2) {
      throw new IllegalArgumentException("key must be 2 characters long:");
    }
    if (text.charAt(1) != ':') {
      throw new IllegalArgumentException("missing colon: " + text);
    }
    char kind = text.charAt(0);
    return kind == 'f' || kind == 'k' || kind == 'v' || kind == 'i'
        ? new PathElement(kind, text, null)
        : null;
  }

  /** Whole numbers as long, so that 80 and 80.0 are one key. */
  static @Nullable Object whole(@Nullable Object value) {
    return value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1L << 53
        ? (Object) d.longValue()
        : value;
  }

  boolean isField() {
    return kind == 'f';
  }

  boolean isKey() {
    return kind == 'k';
  }

  /** The field's name; of a field only. */
  public String fieldName() {
    return text().substring(2);
  }

  /** As FieldsV1 has it. */
  public String text() {
    String known = text;
    if (known == null) {
      known = kind == 'k' ? keyText() : "v:" + json(parts()[0]);
      text = known;
    }
    return known;
  }

  private String keyText() {
    @Nullable Object[] fields = parts();
    StringBuilder out = new StringBuilder("k:{");
    for (int i = 0; i < fields.length; i += 2) {
      out.append(i > 0 ? "," : "").append(Json.text(fields[i])).append(':');
      out.append(json(fields[i + 1]));
    }
    return out.append('}').toString();
  }

  /** JSON as Go writes it, with the characters that HTML minds escaped. */
  static String json(@Nullable Object value) {
    String text = Json.text(value);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
        return text.replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029");
      }
    }
    return text;
  }

  private @Nullable Object[] parts() {
    @Nullable Object[] known = parts;
    if (known == null) {
      known = parsed(text().substring(2));
      parts = known;
    }
    return known;
  }

  private @Nullable Object[] parsed(String content) {
    try {
      if (kind == 'i') {
        return new @Nullable Object[] {(long) Integer.parseInt(content)};
      }
      Object value = Json.parse(content);
      if (kind == 'v') {
        return new @Nullable Object[] {whole(value)};
      }
      if (value instanceof Map<?, ?> map) {
        List<@Nullable Object> fields = new ArrayList<>();
        sorted(map).forEach((name, part) -> addField(fields, name, part));
        return fields.toArray();
      }
    } catch (JsonException | NumberFormatException e) {
      throw new IllegalArgumentException("no path element: " + text, e);
    }
    throw new IllegalArgumentException("no path element: " + text);
  }

  private static void addField(List<@Nullable Object> fields, String name, @Nullable Object value) {
    fields.add(name);
    fields.add(whole(value));
  }

  private static Map<String, @Nullable Object> sorted(Map<?, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> result = new TreeMap<>(ValueOrder::strings);
    map.forEach((name, value) -> result.put((String) name, value));
    return result;
  }

  @Override
  public int compareTo(PathElement other) {
    if (kind != other.kind) {
      return rank() - other.rank();
    }
    if (kind == 'f') {
      return ValueOrder.strings(text(), other.text());
    }
    @Nullable Object[] own = parts();
    @Nullable Object[] others = other.parts();
    for (int i = 0; i < own.length && i < others.length; i++) {
      int order = ValueOrder.compare(own[i], others[i]);
      if (order != 0) {
        return order;
      }
    }
    return own.length - others.length;
  }

  private int rank() {
    return "fkvi".indexOf(kind);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof PathElement that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /** As messages show it: {@code .name}, {@code [name="a"]}, {@code [="a"]}, {@code [0]}. */
  @Override
  public String toString() {
    if (kind == 'f') {
      return "." + fieldName();
    }
    @Nullable Object[] fields = parts();
    if (kind != 'k') {
      return (kind == 'v' ? "[=" : "[") + GoPrint.inPath(fields[0]) + "]";
    }
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < fields.length; i += 2) {
      out.append(i > 0 ? "," : "").append(fields[i]).append('=');
      out.append(GoPrint.inPath(fields[i + 1]));
    }
    return out.append(']').toString();
  }
}
