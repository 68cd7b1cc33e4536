package io.binnacle.itests.facts;

import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The recorded facts, which are kept compressed. */
final class Facts {
  static final Path FOLDER = Path.of("src/test/resources/facts");

  private Facts() {}

  /** The rows of a tab-separated file, without the first line. */
  static List<List<String>> rows(String file) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text(file).split("\n")) {
      if (!line.startsWith("#") && !line.isEmpty()) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\t", -1)) {
          cells.add(unescape(cell));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> tree(String file) {
    return (Map<String, Object>) Json.parse(text(file).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file + ".gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescape(String cell) {
    if (cell.indexOf('\\') < 0) {
      return cell;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c != '\\' || i + 1 == cell.length()) {
        plain.append(c);
        continue;
      }
      char next = cell.charAt(++i);
      switch (next) {
        case 't' -> plain.append('\t');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 'x' -> {
          plain.append((char) Integer.parseInt(cell.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> plain.append(next);
      }
    }
    return plain.toString();
  }
}
