package io.binnacle.schema.prose;

import java.util.ArrayList;
import java.util.List;

/**
 * A comment's lines as one text, the way that the API documents itself: lines of a paragraph are
 * joined, paragraphs are kept apart, and indented lines stay lines. The lines do not tell where
 * paragraphs end; a text that has the same words, and a blank for each line break, does.
 */
final class CommentLines {
  private CommentLines() {}

  /**
   * @param comment without its blank lines; those for tools are left out here
   * @param flat the same text on one line, "" if there is none
   * @return the flat text as it is if it is not the comment's
   */
  static String text(List<String> comment, String flat) {
    List<String> lines = lines(comment);
    StringBuilder text = new StringBuilder();
    int at = 0;
    boolean indented = false;
    for (String line : lines) {
      String words = line.strip();
      int indent = line.indexOf(words);
      if (!text.isEmpty()) {
        int blanks = blanksAt(flat, at);
        at += blanks;
        boolean apart = indent > 0 || indented;
        text.append(blanks - indent > 1 ? "\n\n" : apart ? "\n" : " ");
        text.append(line, 0, indent);
      }
      if (!flat.isEmpty() && !flat.startsWith(words, at)) {
        return flat;
      }
      text.append(words);
      at += words.length();
      indented = indent > 0;
    }
    return flat.isEmpty() || at == flat.length() ? text.toString() : flat;
  }

  private static List<String> lines(List<String> comment) {
    List<String> lines = new ArrayList<>();
    for (String line : comment) {
      String words = line.strip();
      if (words.equals("---")) {
        break;
      }
      if (!words.isEmpty() && !words.startsWith("+") && !words.startsWith("TODO")) {
        lines.add(line.stripTrailing());
      }
    }
    return lines;
  }

  private static int blanksAt(String flat, int at) {
    int end = at;
    while (end < flat.length() && flat.charAt(end) == ' ') {
      end++;
    }
    return end - at;
  }
}
