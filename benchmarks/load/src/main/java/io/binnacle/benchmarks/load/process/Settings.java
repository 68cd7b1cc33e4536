package io.binnacle.benchmarks.load.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was asked for on the command line, {@code --name=value} or {@code --name}, and what the
 * script says about this installation: the distribution, the Java to run it with and its flags.
 */
public record Settings(Path home, Path java, String javaFlags, Map<String, String> options) {
  /**
   * @throws IllegalArgumentException for anything that is not an option of the given names
   */
  public static Settings of(Iterable<String> arguments, Set<String> names) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments) {
      String name = argument.startsWith("--") ? argument.substring(2).split("=", 2)[0] : "";
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "unknown argument "
                + argument
                + "; known, each with -- before: "
                + String.join(", ", new TreeSet<>(names)));
      }
      int equals = argument.indexOf('=');
      options.put(name, equals < 0 ? "" : argument.substring(equals + 1));
    }
    return new Settings(
        Path.of(required("BENCH_HOME")),
        Path.of(required("BENCH_JAVA")),
        required("BENCH_FLAGS"),
        options);
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalArgumentException(variable + " is not set: start with ./binnacle bench");
    }
    return value;
  }

  public boolean has(String name) {
    return options.containsKey(name);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(options.get(name));
  }

  public int number(String name, int otherwise) {
    String value = options.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is no number: " + value, e);
    }
  }

  /** The JDK's tool of that name. */
  Path tool(String name) {
    return java.resolveSibling(name);
  }
}
