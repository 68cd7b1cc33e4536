package io.binnacle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the file of {@code --config}: one {@code flag: value} or {@code flag=value} a line, names
 * as on the command line without the dashes; {@code #} starts a comment line.
 */
final class SettingsFile {
  private SettingsFile() {}

  static Map<Flag, Object> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UsageException("cannot read --config " + file + ": " + e.getMessage());
    }
    Map<Flag, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.equals("---")) {
        continue;
      }
      String where = file + " line " + (i + 1) + ": ";
      int end = separator(line);
      if (end < 0) {
        throw new UsageException(where + "expected \"flag: value\"");
      }
      String name = line.substring(0, end).strip();
      Flag flag =
          ServerFlags.named(name)
              .filter(known -> !known.name().equals("config"))
              .orElseThrow(() -> new UsageException(where + "unknown flag: " + name));
      try {
        Object value = flag.read(unquoted(line.substring(end + 1).strip()));
        if (settings.containsKey(flag) && !flag.kind().isRepeatable()) {
          throw new UsageException("\"" + name + "\" is given twice");
        }
        settings.merge(flag, value, flag.kind()::combine);
      } catch (UsageException e) {
        throw new UsageException(where + e.getMessage());
      }
    }
    return settings;
  }

  private static int separator(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ':' || line.charAt(i) == '=') {
        return i;
      }
    }
    return -1;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
