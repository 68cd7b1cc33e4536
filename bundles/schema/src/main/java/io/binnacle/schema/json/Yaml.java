package io.binnacle.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML text to the same trees as {@link Json} and back. Reads YAML 1.2 with the core schema, the
 * first document of several; keys become strings, of duplicate keys the last wins. Thread-safe.
 */
public final class Yaml {
  /** Aliases let a short text stand for a huge tree; this many values are enough for any object. */
  private static final int MAX_VALUES = 2_000_000;

  private static final int MAX_TEXT = 64 * 1024 * 1024;

  private int values;

  /** The maps and lists around what is being read. */
  private final Map<Object, Boolean> open = new IdentityHashMap<>();

  private Yaml() {}

  /**
   * @throws JsonException if the text does not begin with a YAML document, or with too deep or too
   *     large a one
   */
  public static @Nullable Object parse(byte[] text) {
    LoadSettings settings = settings(text);
    try {
      var events = new BoundedEvents(new String(text, StandardCharsets.UTF_8), settings);
      Composer documents = new Composer(settings, events);
      Object loaded =
          documents.hasNext()
              ? new StandardConstructor(settings)
                  .constructSingleDocument(Optional.of(documents.next()))
              : null;
      return new Yaml().tree(loaded, 0);
    } catch (MarkedYamlEngineException e) {
      throw new JsonException("yaml: " + line(e) + problem(e));
    } catch (YamlEngineException | IllegalArgumentException e) {
      // Of a tag that is a blank, the parser thinks that nobody writes it.
      throw new JsonException("yaml: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new JsonException("yaml: exceeded max depth");
    }
  }

  /** Which line; as in the original, of a wrong token in the first line that is left out. */
  private static String line(MarkedYamlEngineException e) {
    int line = e.getProblemMark().map(Mark::getLine).orElse(-1);
    return line < 0 || line == 0 && e instanceof ScannerException
        ? ""
        : "line " + (line + 1) + ": ";
  }

  private static String problem(MarkedYamlEngineException e) {
    if (e.getProblem().equals("mapping values are not allowed here")) {
      return "mapping values are not allowed in this context";
    }
    return e.getProblem().startsWith("expected the node content")
        ? "did not find expected node content"
        : e.getProblem();
  }

  /**
   * What is wrong with a document that {@link #parse} takes: {@code line 7: key "k" already set in
   * map} for each key that a map has twice.
   *
   * @throws JsonException as {@link #parse}
   */
  public static List<String> duplicateKeys(byte[] text) {
    return YamlDuplicates.in(new String(text, StandardCharsets.UTF_8), settings(text));
  }

  /** All text is taken in at once: a long word read in pieces costs the square of its length. */
  private static LoadSettings settings(byte[] text) {
    return LoadSettings.builder()
        .setSchema(new CoreSchema())
        .setAllowDuplicateKeys(true)
        .setCodePointLimit(MAX_TEXT)
        .setBufferSize(text.length + 1)
        .build();
  }

  /** The tree as block-style YAML, keys sorted, as kube-apiserver answers it. */
  public static byte[] write(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    new YamlWriter(out).document(tree);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable Object tree(@Nullable Object loaded, int depth) {
    if (depth > Json.MAX_DEPTH) {
      throw new JsonException("yaml: exceeded max depth");
    }
    if (++values > MAX_VALUES) {
      throw new JsonException("yaml: document contains excessive aliasing");
    }
    if (loaded instanceof Map<?, ?> || loaded instanceof Iterable<?>) {
      if (open.put(loaded, true) != null) {
        throw new JsonException("yaml: anchor value contains itself");
      }
      Object result = loaded instanceof Map<?, ?> map ? map(map, depth) : list(loaded, depth);
      open.remove(loaded);
      return result;
    }
    if (loaded instanceof Integer i) {
      return i.longValue();
    }
    if (loaded instanceof Double d && (d.isNaN() || d.isInfinite())) {
      throw new JsonException("error converting YAML to JSON: unsupported value: " + d);
    }
    if (loaded instanceof java.math.BigInteger big) {
      return big.doubleValue();
    }
    if (loaded instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return loaded;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> loaded, int depth) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : loaded.entrySet()) {
      result.put(key(entry.getKey()), tree(entry.getValue(), depth + 1));
    }
    return result;
  }

  private List<@Nullable Object> list(Object loaded, int depth) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : (Iterable<?>) loaded) {
      result.add(tree(item, depth + 1));
    }
    return result;
  }

  private static String key(@Nullable Object key) {
    if (key instanceof Map<?, ?> || key instanceof Iterable<?>) {
      throw new JsonException("error converting YAML to JSON: a key must be a scalar");
    }
    return key instanceof Double d ? TreeWriter.number(d) : String.valueOf(key);
  }
}
