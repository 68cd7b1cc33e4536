package io.binnacle.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to trees and back. Trees are made as {@link io.binnacle.api.object.Unstructured} says:
 * whole numbers that fit are {@link Long}; a {@link Double} was written with a fraction or an
 * exponent, or does not fit a long. Of duplicate keys the last wins. Bytes that are no UTF-8 are
 * read as U+FFFD. Thread-safe.
 */
public final class Json {
  /**
   * How deep maps and lists may be nested. Far more than any API object has, and little enough that
   * recursive code over a tree never exhausts a thread's stack.
   */
  public static final int MAX_DEPTH = 250;

  /** Of keys given twice, how many are told; as many as in the original. */
  static final int MAX_DUPLICATES = 100;

  private static final JsonFactory FACTORY =
      ((JsonFactoryBuilder) JsonFactory.builder())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(1000)
                  .build())
          .build();

  /** Eight bytes at once, in whatever order. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Json() {}

  /**
   * A tree and what was wrong with its text without making it unreadable.
   *
   * @param value the tree
   * @param duplicates the paths of keys given more than once, such as {@code
   *     spec.containers[0].name}, in order of appearance
   */
  public record Parsed(@Nullable Object value, List<String> duplicates) {}

  /**
   * @throws JsonException if the text is not one JSON value
   */
  public static @Nullable Object parse(byte[] text) {
    try (JsonParser parser = parser(text)) {
      return new TreeReader(parser, null).read();
    } catch (IOException e) {
      throw JsonErrors.of(e, text, 0);
    }
  }

  /** Like {@link #parse(byte[])} for text in memory. */
  public static @Nullable Object parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Parses one value within a text and does not look at what follows it. The bytes must be UTF-8.
   *
   * @param at where the value begins
   * @throws JsonException if no value stands there
   */
  public static @Nullable Object parseAt(byte[] text, int at) {
    try (JsonParser parser = FACTORY.createParser(text, at, text.length - at)) {
      return new TreeReader(parser, null).readValue();
    } catch (IOException e) {
      throw JsonErrors.of(e, text, at);
    }
  }

  /**
   * Parses what a client sends, and also tells of duplicate keys, for the API's fieldValidation.
   *
   * @throws JsonException if the text is not one JSON value, or one of more parts than any API
   *     object has
   */
  public static Parsed parseStrictly(byte[] text) {
    Set<String> duplicates = new LinkedHashSet<>();
    try (JsonParser parser = parser(text)) {
      Object value = new TreeReader(parser, duplicates).bounded().read();
      return new Parsed(value, List.copyOf(duplicates));
    } catch (IOException e) {
      throw JsonErrors.of(e, text, 0);
    }
  }

  /**
   * Where some keys stand in a text, in its order: each once, and once more if it is given again.
   *
   * @param paths the keys' paths, such as {@code spec.containers[0].name}
   * @throws JsonException if the text is no JSON
   */
  public static List<String> keys(byte[] text, Set<String> paths) {
    List<String> keys = new ArrayList<>();
    Set<String> once = new HashSet<>(paths);
    Set<String> again = new HashSet<>(paths);
    try (JsonParser parser = parser(text)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          String path = TreeReader.path(parser.getParsingContext());
          if (once.remove(path) || again.remove(path)) {
            keys.add(path);
          }
        }
      }
      return keys;
    } catch (IOException e) {
      throw JsonErrors.of(e, text, 0);
    }
  }

  private static JsonParser parser(byte[] text) throws IOException {
    byte[] whole = EscapedHalves.replaced(text);
    // A parser refuses bytes that are no UTF-8; the original takes them as replacement characters.
    return isAscii(whole)
        ? FACTORY.createParser(whole)
        : FACTORY.createParser(new String(whole, StandardCharsets.UTF_8));
  }

  /**
   * The tree as compact JSON in UTF-8.
   *
   * @throws JsonException if it holds something that JSON has no form for
   */
  public static byte[] write(@Nullable Object tree) {
    TreeWriter writer = new TreeWriter();
    writer.value(tree);
    return writer.bytes();
  }

  /** The tree as compact JSON text. */
  public static String text(@Nullable Object tree) {
    return new String(write(tree), StandardCharsets.UTF_8);
  }

  private static boolean isAscii(byte[] text) {
    long seen = 0;
    int i = 0;
    for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
      seen |= (long) LONGS.get(text, i);
    }
    for (; i < text.length; i++) {
      seen |= text[i];
    }
    return (seen & 0x8080808080808080L) == 0;
  }
}
