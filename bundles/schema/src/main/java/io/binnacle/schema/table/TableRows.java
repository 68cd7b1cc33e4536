package io.binnacle.schema.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows of a tab-separated resource; lines that are empty or begin with # are left out. */
final class TableRows {
  private TableRows() {}

  /**
   * One row.
   *
   * @param file where it stands, for messages
   * @param line its line, from 1
   * @param cells its cells
   */
  record Row(String file, int line, List<String> cells) {
    /** The cell, "" beyond the row's end. */
    String cell(int index) {
      return index < cells.size() ? cells.get(index).strip() : "";
    }

    /** The parts of a cell between commas, none for an empty cell. */
    List<String> list(int index) {
      return cell(index).isEmpty() ? List.of() : List.of(cell(index).split("\\s*,\\s*"));
    }

    int number(int index, int otherwise) {
      try {
        return cell(index).isEmpty() ? otherwise : Integer.parseInt(cell(index));
      } catch (NumberFormatException e) {
        throw wrong("'" + cell(index) + "' is not a number");
      }
    }

    IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(file + " line " + line + ": " + what);
    }
  }

  /** Reads a resource of the anchor's bundle; closes it. */
  static List<Row> of(Class<?> anchor, String resource) {
    InputStream stream = anchor.getResourceAsStream("/" + resource);
    if (stream == null) {
      throw new IllegalArgumentException("no resource " + resource + " beside " + anchor.getName());
    }
    return of(resource, stream);
  }

  /** Reads and closes the stream. */
  static List<Row> of(String file, InputStream stream) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(new Row(file, number, List.of(line.split("\t", -1))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
    return rows;
  }
}
