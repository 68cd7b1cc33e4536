package io.binnacle.itests.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A session with a command line tool as a test plays it: files that are written, commands that are
 * run, and what each of them shows. As text:
 *
 * <pre>
 * == what it is about
 * &lt;&lt; name-of-a-file
 * its content
 * &gt;&gt;
 * $ arguments of a command that succeeds
 * what it writes to stdout and then to stderr
 * ! arguments of a command that fails
 * what it writes
 * </pre>
 *
 * <p>In what is written a {@code …} stands for anything within a line, and alone on a line for any
 * number of lines. The amount of white space and empty lines count for nothing. What stands before
 * the first title is a comment.
 *
 * @param title what it is about
 * @param steps in order
 */
record Transcript(String title, List<Step> steps) {
  private static final String ANYTHING = "…";

  Transcript {
    steps = List.copyOf(steps);
  }

  /** A file to write or a command to run. */
  sealed interface Step {}

  /**
   * A file, in the folder of the transcript.
   *
   * @param name may have folders in it
   */
  record TextFile(String name, String content) implements Step {}

  /**
   * A command.
   *
   * @param line its arguments
   * @param succeeds whether its status shall be 0
   * @param output the lines that it shall write
   */
  record Command(String line, boolean succeeds, List<String> output) implements Step {
    /** Whether it may have written this. */
    boolean matches(String written) {
      StringBuilder pattern = new StringBuilder();
      for (String line : output) {
        String expected = blanksAsOne(line);
        if (expected.equals(ANYTHING)) {
          pattern.append("(?:[^\n]*\n)*");
        } else if (!expected.isEmpty()) {
          for (String part : expected.split(ANYTHING, -1)) {
            pattern.append(Pattern.quote(part)).append("[^\n]*");
          }
          pattern.setLength(pattern.length() - "[^\n]*".length());
          pattern.append("\n");
        }
      }
      StringBuilder lines = new StringBuilder();
      written
          .lines()
          .map(Command::blanksAsOne)
          .filter(line -> !line.isEmpty())
          .forEach(line -> lines.append(line).append('\n'));
      return Pattern.matches(pattern.toString(), lines);
    }

    private static String blanksAsOne(String line) {
      return line.strip().replaceAll("\\s+", " ");
    }
  }

  /** Reads the transcripts of a text. */
  static List<Transcript> parse(List<String> lines) {
    List<Transcript> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("== ")) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).startsWith("== ")) {
          end++;
        }
        all.add(new Transcript(lines.get(i).substring(3), steps(lines.subList(i + 1, end))));
      }
    }
    return all;
  }

  private static List<Step> steps(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("<< ")) {
        int end = i + lines.subList(i, lines.size()).indexOf(">>");
        String content = String.join("\n", lines.subList(i + 1, end)) + "\n";
        steps.add(new TextFile(line.substring(3), content));
        i = end;
      } else if (isCommand(line)) {
        int end = i + 1;
        while (end < lines.size() && !isCommand(lines.get(end)) && !isFile(lines.get(end))) {
          end++;
        }
        List<String> output = List.copyOf(lines.subList(i + 1, end));
        steps.add(new Command(line.substring(2), line.startsWith("$"), output));
        i = end - 1;
      }
    }
    return steps;
  }

  private static boolean isCommand(String line) {
    return line.startsWith("$ ") || line.startsWith("! ");
  }

  private static boolean isFile(String line) {
    return line.startsWith("<< ");
  }
}
