package io.binnacle.schema.json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects as this server itself has written them, read with less effort: the field sets of {@code
 * metadata.managedFields}, often half of an object's text, stay {@linkplain RawMap raw}.
 */
public final class StoredJson {
  private static final byte[] MARK =
      "\"fieldsV1\":{".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {'{', '}'};

  /** Depth of an entry of managedFields, counted from metadata. */
  private static final int ENTRY = 3;

  private StoredJson() {}

  /**
   * Reads an object.
   *
   * @param text compact JSON as {@link Json#write} makes it
   * @param metadata where the brace is that opens the object's metadata; below 0 if that is not
   *     known, and then all is read
   * @throws JsonException if the text is not one JSON value
   */
  public static @Nullable Object parse(byte[] text, int metadata) {
    int[] sets = metadata < 0 ? new int[0] : sets(text, metadata);
    if (sets.length == 0) {
      return Json.parse(text);
    }
    Object tree = Json.parse(without(text, sets));
    return put(tree, text, sets) ? tree : Json.parse(text);
  }

  /** Where field sets begin and end, in turns. */
  private static int[] sets(byte[] text, int metadata) {
    int[] found = new int[8];
    int size = 0;
    int depth = 0;
    int start = -1;
    for (int i = metadata; i < text.length; i++) {
      byte b = text[i];
      if (b == '"') {
        if (depth == ENTRY && start < 0 && isMark(text, i)) {
          start = i + MARK.length - 1;
          i = start - 1;
        } else {
          i = endOfString(text, i);
        }
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == ENTRY && start >= 0) {
          if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
          }
          found[size++] = start;
          found[size++] = i + 1;
          start = -1;
        } else if (depth == 0) {
          break;
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static boolean isMark(byte[] text, int at) {
    return at + MARK.length <= text.length
        && Arrays.equals(text, at, at + MARK.length, MARK, 0, MARK.length);
  }

  private static int endOfString(byte[] text, int from) {
    int i = from + 1;
    while (i < text.length && text[i] != '"') {
      i += text[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The text with an empty object in place of each set. */
  private static byte[] without(byte[] text, int[] sets) {
    int length = text.length;
    for (int i = 0; i < sets.length; i += 2) {
      length -= sets[i + 1] - sets[i] - NOTHING.length;
    }
    byte[] result = new byte[length];
    int from = 0;
    int size = 0;
    for (int i = 0; i < sets.length; i += 2) {
      System.arraycopy(text, from, result, size, sets[i] - from);
      size += sets[i] - from;
      System.arraycopy(NOTHING, 0, result, size, NOTHING.length);
      size += NOTHING.length;
      from = sets[i + 1];
    }
    System.arraycopy(text, from, result, size, text.length - from);
    return result;
  }

  /** Puts the sets where they belong; false if there is no such place. */
  @SuppressWarnings("unchecked")
  private static boolean put(@Nullable Object tree, byte[] text, int[] sets) {
    if (!(tree instanceof Map<?, ?> root)
        || !(root.get("metadata") instanceof Map<?, ?> metadata)
        || !(metadata.get("managedFields") instanceof List<?> entries)) {
      return false;
    }
    int next = 0;
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> map && map.get("fieldsV1") instanceof Map<?, ?>) {
        if (next == sets.length) {
          return false;
        }
        byte[] own = Arrays.copyOfRange(text, sets[next], sets[next + 1]);
        ((Map<String, @Nullable Object>) map).put("fieldsV1", new RawMap(own));
        next += 2;
      }
    }
    return next == sets.length;
  }

  /**
   * Reads an object without its lists: what they would hold is passed over.
   *
   * @param text compact JSON as {@link Json#write} makes it
   * @throws JsonException if the text is not one JSON value
   */
  public static @Nullable Object parseWithoutLists(byte[] text) {
    byte[] kept = new byte[text.length];
    int size = 0;
    int from = 0;
    int i = 0;
    while (i < text.length) {
      byte b = text[i];
      if (b == '"') {
        i = endOfString(text, i) + 1;
      } else if (b == '[') {
        int length = i + 1 - from;
        System.arraycopy(text, from, kept, size, length);
        size += length;
        i = endOfList(text, i);
        from = i;
      } else {
        i++;
      }
    }
    if (from == 0) {
      return Json.parse(text);
    }
    int rest = Math.max(0, text.length - from);
    System.arraycopy(text, Math.min(from, text.length), kept, size, rest);
    return Json.parse(Arrays.copyOf(kept, size + rest));
  }

  /** Where the bracket is that closes a list. */
  private static int endOfList(byte[] text, int from) {
    int depth = 0;
    int i = from;
    while (i < text.length) {
      byte b = text[i];
      if (b == '"') {
        i = endOfString(text, i);
      } else if (b == '[') {
        depth++;
      } else if (b == ']' && --depth == 0) {
        return i;
      }
      i++;
    }
    return i;
  }
}
