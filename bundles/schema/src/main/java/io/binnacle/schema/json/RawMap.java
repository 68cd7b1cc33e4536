package io.binnacle.schema.json;

import io.binnacle.api.object.FrozenMap;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is kept as its text and read when somebody looks into it; it is written as it
 * was read. Two of the same text are equal without being read. Immutable and thread-safe.
 */
public final class RawMap extends AbstractMap<String, @Nullable Object> implements FrozenMap {
  private final byte[] text;
  private volatile @Nullable Map<String, @Nullable Object> parsed;

  /**
   * @param text compact JSON, known to be one object; must not be changed
   */
  RawMap(byte[] text) {
    this.text = text;
  }

  /** The text; not to be changed. */
  byte[] text() {
    return text;
  }

  /** How long the text is, in bytes. */
  public int length() {
    return text.length;
  }

  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> parsed() {
    Map<String, @Nullable Object> known = parsed;
    if (known == null) {
      known = Collections.unmodifiableMap((Map<String, @Nullable Object>) map(Json.parse(text)));
      parsed = known;
    }
    return known;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new JsonException("not a JSON object");
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return parsed().entrySet();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return parsed().get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return parsed().containsKey(key);
  }

  @Override
  public int size() {
    return parsed().size();
  }

  @Override
  public boolean isEmpty() {
    return text.length == 2;
  }

  /** Whether the other is a map of the same text. */
  public boolean hasTextOf(RawMap other) {
    return Arrays.equals(text, other.text);
  }

  /** A hash of the text. */
  public int textHash() {
    return Arrays.hashCode(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof RawMap raw && hasTextOf(raw)
        || other instanceof Map<?, ?> map && parsed().equals(map);
  }

  @Override
  public int hashCode() {
    return parsed().hashCode();
  }
}
