package io.binnacle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which bundles there are and in which order they start; they stop in the reverse. The order is
 * {@code lib/start.order}: file name beginnings, one a line; a line {@code *} is the place of all
 * that no other line names.
 */
final class StartOrder {
  private final List<String> lines;

  private StartOrder(List<String> lines) {
    this.lines = lines;
  }

  /** Reads the order and lists {@code bundles/*.jar} by it; {@code replacements} win by name. */
  static List<Path> bundles(Path home, List<Path> replacements) {
    Map<String, Path> jars = new TreeMap<>();
    try (Stream<Path> found = Files.list(home.resolve("bundles"))) {
      found
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .forEach(file -> jars.put(file.getFileName().toString(), file));
      replacements.forEach(file -> jars.replace(file.getFileName().toString(), file));
      StartOrder order = new StartOrder(read(home.resolve("lib").resolve("start.order")));
      List<Path> sorted = new ArrayList<>(jars.values());
      sorted.sort(Comparator.comparingInt(order::rank));
      return sorted;
    } catch (IOException e) {
      throw new StartException("cannot read the bundles of " + home + ": " + e.getMessage());
    }
  }

  private static List<String> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .collect(Collectors.toUnmodifiableList());
  }

  private int rank(Path jar) {
    String name = jar.getFileName().toString();
    int rank = -1;
    int length = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean others = line.equals("*");
      if ((others || name.startsWith(line)) && length < (others ? 0 : line.length())) {
        rank = i;
        length = others ? 0 : line.length();
      }
    }
    return rank;
  }
}
