package io.binnacle.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --flag=value} and {@code --flag value}, as kube-apiserver does. */
final class CommandLine {
  private CommandLine() {}

  /**
   * Reads the arguments after {@code server} and the file that {@code --config} names; the command
   * line wins over the file.
   *
   * @throws UsageException for an unknown flag, a missing or bad value, a stray word
   */
  static ServerSettings parse(List<String> arguments, Map<String, String> environment) {
    Map<Flag, Object> given = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      String word = rest.remove(0);
      if (!word.startsWith("--") || word.length() < 3) {
        throw new UsageException("unexpected argument \"" + word + "\"");
      }
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      Flag flag =
          ServerFlags.named(name).orElseThrow(() -> new UsageException("unknown flag: --" + name));
      Object value = flag.read(equals < 0 ? follow(flag, rest) : word.substring(equals + 1));
      given.merge(flag, value, flag.kind()::combine);
    }
    Flag config = ServerFlags.named("config").orElseThrow();
    if (given.get(config) instanceof String file) {
      SettingsFile.read(Path.of(file)).forEach(given::putIfAbsent);
    }
    return ServerSettings.of(given, environment);
  }

  private static String follow(Flag flag, List<String> rest) {
    if (flag.kind() == FlagKind.BOOLEAN) {
      return "true";
    }
    if (rest.isEmpty()) {
      throw new UsageException("flag needs an argument: --" + flag.name());
    }
    return rest.remove(0);
  }
}
