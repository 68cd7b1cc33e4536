package io.binnacle.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What messages of a Go program call the types of fields that have a name of their own there, such
 * as {@code v1.Protocol} for a string. From {@code go-types.tsv}: a structure's name, and below it
 * its fields, each with its type. Read when a message first needs it.
 */
final class GoTypes {
  private GoTypes() {}

  /** Holds the table from the first use on; immutable. */
  private static final class Table {
    private static final Map<String, String> NAMES = read();

    private Table() {}
  }

  /**
   * The type's name, "" if it is called after its form.
   *
   * @param structure the whole name of the structure that declares the field
   */
  static String of(String structure, String field) {
    return Table.NAMES.getOrDefault(structure + "/" + field, "");
  }

  private static Map<String, String> read() {
    InputStream stream = GoTypes.class.getResourceAsStream("/go-types.tsv");
    Map<String, String> names = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(stream, "go-types.tsv"), StandardCharsets.UTF_8))) {
      String structure = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 1) {
          structure = line;
        } else if (!line.startsWith("#")) {
          names.put(structure + "/" + cells[1], cells[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading go-types.tsv", e);
    }
    return Map.copyOf(names);
  }
}
