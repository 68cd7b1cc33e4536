package io.binnacle.schema.openapi;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The documentation of the built-in API's structures and fields, for people who ask {@code kubectl
 * explain}. It was taken from the official Java client when this bundle was built. A megabyte once
 * read: whoever reads it lets go of it soon. Immutable.
 */
public final class Prose {
  /** Knows nothing. */
  public static final Prose NONE = new Prose(Map.of());

  private static final String FILE = "/openapi/prose.gz";

  private final Map<String, Map<String, String>> models;

  private Prose(Map<String, Map<String, String>> models) {
    this.models = models;
  }

  /** Reads it from this bundle. */
  public static Prose read() {
    try (InputStream file = Prose.class.getResourceAsStream(FILE)) {
      return file == null ? NONE : read(new GZIPInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static Prose read(InputStream text) throws IOException {
    Map<String, Map<String, String>> models = new HashMap<>();
    Map<String, String> model = new HashMap<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.charAt(0) == '\t') {
        int tab = line.indexOf('\t', 1);
        model.put(line.substring(1, tab), text(line.substring(tab + 1)));
      } else {
        int tab = line.indexOf('\t');
        model = new HashMap<>();
        model.put("", text(line.substring(tab + 1)));
        models.put(line.substring(0, tab), model);
      }
    }
    return new Prose(models);
  }

  /** A text as it was before it was put on one line. */
  private static String text(String line) {
    return line.indexOf('\\') < 0 ? line : line.translateEscapes();
  }

  /** Whether a field that nothing is said of is said nothing of in the original, too. */
  boolean isComplete(StructType struct) {
    return models.containsKey(struct.name());
  }

  /** What a structure is for, "" if that is not known. */
  public String of(StructType struct) {
    return of(struct.name());
  }

  /** What the structure with that component name is for, "" if that is not known. */
  public String of(String component) {
    return of(component, "");
  }

  /** What a structure's field is for, "" if that is not known. */
  public String of(StructType struct, String field) {
    return of(struct.name(), field);
  }

  /** What the field of the structure with that component name is for, "" if that is not known. */
  public String of(String component, String field) {
    Map<String, String> model = model(component);
    return model == null ? "" : model.getOrDefault(field, "");
  }

  /**
   * What the field at a path is for, "" if that is not known.
   *
   * @param struct where the path begins
   * @param path names joined by dots, through lists and maps; or {@code COMPONENT#field}
   */
  public String at(StructType struct, String path) {
    int hash = path.indexOf('#');
    if (hash > 0) {
      return of(path.substring(0, hash), path.substring(hash + 1));
    }
    Type type = struct;
    String told = "";
    for (String step : path.split("\\.")) {
      Field field = type instanceof StructType at ? at.field(step) : null;
      if (field == null) {
        return "";
      }
      told = field.description().isEmpty() ? of((StructType) type, step) : field.description();
      type = item(field.type());
    }
    return told;
  }

  private static Type item(Type type) {
    Type item = type;
    while (!(item instanceof StructType)) {
      if (item instanceof ListType list) {
        item = list.element();
      } else if (item instanceof MapType map) {
        item = map.value();
      } else {
        break;
      }
    }
    return item;
  }

  /**
   * What the client has no protobuf message for is named after a class, which it names by version
   * and kind, such as V1Pod, and puts the group before that where several groups have the kind.
   */
  private @Nullable Map<String, String> model(String component) {
    if (!component.startsWith("io.k8s.")) {
      return null;
    }
    Map<String, String> named = models.get(component);
    if (named != null) {
      return named;
    }
    String[] parts = component.split("\\.");
    int last = parts.length - 1;
    String kind = title(parts[last - 1]) + parts[last];
    Map<String, String> grouped = models.get(title(parts[last - 2]) + kind);
    return grouped != null ? grouped : models.get(kind);
  }

  private static String title(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
