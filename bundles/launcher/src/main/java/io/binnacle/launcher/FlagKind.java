package io.binnacle.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a flag's value may be, and the type that it has in a configuration. */
enum FlagKind {
  /** {@code true} or {@code false}; the bare flag means true. A Boolean. */
  BOOLEAN("must be true or false") {
    @Override
    Object read(String text) {
      if (Set.of("true", "t", "1", "TRUE", "True").contains(text)) {
        return true;
      }
      if (Set.of("false", "f", "0", "FALSE", "False").contains(text)) {
        return false;
      }
      throw refuse();
    }
  },
  /** A TCP port, 0 for any free one. An Integer. */
  PORT("must be a port between 0 and 65535, inclusive; 0 takes a free one") {
    @Override
    Object read(String text) {
      int port = number(text, 0);
      if (port > 65535) {
        throw refuse();
      }
      return port;
    }
  },
  /** A whole number from 0. An Integer. */
  COUNT("must be a whole number, 0 or more") {
    @Override
    Object read(String text) {
      return number(text, 0);
    }
  },
  /** An IP address in numbers. A String. */
  ADDRESS("must be an IP address") {
    @Override
    Object read(String text) {
      if (!IpAddress.isValid(text)) {
        throw refuse();
      }
      return text;
    }
  },
  /** An address range such as {@code 10.0.0.0/24}. A String. */
  CIDR("must be an address range such as 10.0.0.0/24, or one of each IP family and a comma") {
    @Override
    Object read(String text) {
      String[] ranges = text.split(",", -1);
      for (String range : ranges) {
        check(range.strip());
      }
      boolean sameFamily = ranges.length == 2 && isV6(ranges[0]) == isV6(ranges[1]);
      if (ranges.length > 2 || sameFamily) {
        throw refuse();
      }
      return text;
    }

    private void check(String range) {
      int slash = range.indexOf('/');
      if (slash < 0 || !IpAddress.isValid(range.substring(0, slash))) {
        throw refuse();
      }
      int bits = number(range.substring(slash + 1), 0);
      if (bits > (isV6(range) ? 128 : 32)) {
        throw refuse();
      }
    }

    private static boolean isV6(String range) {
      return range.indexOf(':') >= 0;
    }
  },
  /** Two ports with a dash, such as {@code 30000-32767}. A String. */
  PORT_RANGE("must be a range of ports such as 30000-32767") {
    @Override
    Object read(String text) {
      int dash = text.indexOf('-');
      if (dash < 1) {
        throw refuse();
      }
      int first = number(text.substring(0, dash), 1);
      int last = number(text.substring(dash + 1), first);
      if (last > 65535) {
        throw refuse();
      }
      return text;
    }
  },
  /** An existing, readable file. The absolute path as a String. */
  FILE("must be a readable file") {
    @Override
    Object read(String text) {
      Path file = Path.of(text).toAbsolutePath().normalize();
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw refuse();
      }
      return file.toString();
    }
  },
  /** A folder, made when it is not there. The absolute path as a String. */
  FOLDER("must be a folder") {
    @Override
    Object read(String text) {
      Path folder = text.isBlank() ? null : Path.of(text).toAbsolutePath().normalize();
      if (folder == null || (Files.exists(folder) && !Files.isDirectory(folder))) {
        throw refuse();
      }
      return folder.toString();
    }
  },
  /** A list with commas. A String array. */
  LIST("must be a list of names with commas between them") {
    @Override
    Object read(String text) {
      return split(text);
    }
  },
  /** Client URLs of etcd's members with commas. A String array. */
  ETCD_SERVERS(
      "must be http://HOST:PORT or https://HOST:PORT, several with commas and all of one scheme") {
    @Override
    Object read(String text) {
      try {
        return EtcdServers.read(split(text));
      } catch (IllegalArgumentException e) {
        throw refuse();
      }
    }
  },
  /** The beginning of storage keys, at least one name. With a slash in front and none behind. */
  KEY_PREFIX("must be a path of at least one name, such as /registry") {
    @Override
    Object read(String text) {
      String path = text.strip().replaceAll("/+", "/").replaceAll("^/|/$", "");
      if (path.isEmpty() || path.chars().anyMatch(c -> c <= ' ')) {
        throw refuse();
      }
      return "/" + path;
    }
  },
  /** A duration in Go's syntax; the seconds, rounded up, as an Integer. */
  DURATION("must be a duration such as 5m0s or 90s, 0 or more") {
    @Override
    Object read(String text) {
      try {
        return GoDuration.seconds(text);
      } catch (IllegalArgumentException e) {
        throw refuse();
      }
    }
  },
  /** Authorization modes in their order. A String array. */
  MODES("must be a list, without repetition, of AlwaysAllow, AlwaysDeny, Node, RBAC") {
    @Override
    Object read(String text) {
      String[] modes = split(text);
      if (modes.length == 0
          || Set.copyOf(List.of(modes)).size() < modes.length
          || !Set.of("AlwaysAllow", "AlwaysDeny", "Node", "RBAC").containsAll(List.of(modes))) {
        throw refuse();
      }
      return modes;
    }
  },
  /** A URL with https. A String. */
  HTTPS_URL("must be a URL with https") {
    @Override
    Object read(String text) {
      try {
        if ("https".equals(new URI(text).getScheme())) {
          return text;
        }
      } catch (URISyntaxException e) {
        throw refuse();
      }
      throw refuse();
    }
  },
  /** How long tokens may be good: a duration of an hour or more, or 0. Seconds as an Integer. */
  LIFETIME("must be a duration between 1 hour and 2^32 seconds") {
    @Override
    Object read(String text) {
      int seconds;
      try {
        seconds = GoDuration.seconds(text);
      } catch (IllegalArgumentException e) {
        throw refuse();
      }
      if (seconds > 0 && seconds < 3600) {
        throw refuse();
      }
      return seconds;
    }
  },
  /** Existing, readable files, each by a flag of its own. Absolute paths as a String array. */
  FILES("must be a readable file") {
    @Override
    Object read(String text) {
      return new String[] {(String) FILE.read(text)};
    }
  },
  /** Issuers, each by a flag of its own: a URL, or any text without a colon. A String array. */
  ISSUERS("must be a URL or a string without a colon") {
    @Override
    Object read(String text) {
      if (text.isBlank()) {
        throw refuse();
      }
      if (text.indexOf(':') >= 0) {
        try {
          new URI(text);
        } catch (URISyntaxException e) {
          throw refuse();
        }
      }
      return new String[] {text};
    }
  };

  private final String rule;

  FlagKind(String rule) {
    this.rule = rule;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it is not of this kind; the message is the rule
   */
  abstract Object read(String text);

  /** What a flag says that is given twice: lists grow, else the last counts. */
  Object combine(Object earlier, Object later) {
    if (isRepeatable()) {
      return Stream.of((String[]) earlier, (String[]) later)
          .flatMap(Arrays::stream)
          .toArray(String[]::new);
    }
    return later;
  }

  boolean isRepeatable() {
    return this == LIST || this == FILES || this == ISSUERS;
  }

  IllegalArgumentException refuse() {
    return new IllegalArgumentException(rule);
  }

  int number(String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && text.charAt(0) != '+') {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refuse();
    }
    throw refuse();
  }

  static String[] split(String text) {
    return List.of(text.split(",")).stream()
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toArray(String[]::new);
  }
}
