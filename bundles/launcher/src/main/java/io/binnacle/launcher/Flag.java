package io.binnacle.launcher;

import java.util.List;

/**
 * One setting of the server.
 *
 * @param name as on the command line, without the dashes
 * @param kind what its value may be
 * @param initial the value when none is given, "" for none
 * @param targets where it goes, each {@code pid/key}; empty for what the launcher uses itself
 * @param help a line for people
 */
record Flag(String name, FlagKind kind, String initial, List<String> targets, String help) {
  Flag {
    targets = List.copyOf(targets);
  }

  /** Reads a value given for this flag. */
  Object read(String text) {
    try {
      return kind.read(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "invalid argument \"" + text + "\" for \"--" + name + "\" flag: " + e.getMessage());
    }
  }
}
