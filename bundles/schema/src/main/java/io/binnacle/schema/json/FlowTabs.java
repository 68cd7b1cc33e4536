package io.binnacle.schema.json;

/**
 * Tabs between the tokens of a document that is one flow collection, such as JSON with an indent of
 * tabs. YAML lets them stand there (1.2.2, section 6.2); the parser takes one at a line's begin
 * only and nothing in front of others.
 */
final class FlowTabs {
  private final StringBuilder text;
  private final int begin;
  private int depth;
  private char quote;
  private boolean comment;

  /** Between tokens: nothing but blanks since a line's begin, a bracket, a comma or a colon. */
  private boolean between;

  private FlowTabs(String text, int begin) {
    this.text = new StringBuilder(text);
    this.begin = begin;
  }

  /** The text with such tabs as spaces; as it is if it is anything else. */
  static String asSpaces(String text) {
    int begin = text.length() - text.stripLeading().length();
    boolean isFlow = text.startsWith("{", begin) || text.startsWith("[", begin);
    return isFlow && text.indexOf('\t') >= 0 ? new FlowTabs(text, begin).replaced() : text;
  }

  private String replaced() {
    int i = begin;
    do {
      i = step(i);
    } while (i < text.length() && depth > 0);
    return text.toString();
  }

  /** Takes what stands at an index; where to go on. */
  private int step(int i) {
    char c = text.charAt(i);
    if (quote != 0) {
      if (c == '\\' && quote == '"') {
        return i + 2;
      }
      quote = c == quote ? 0 : quote;
      return i + 1;
    }
    if (c == '\n' || c == '\r') {
      comment = false;
      between = true;
    } else if (c == '\t' && between && !comment) {
      text.setCharAt(i, ' ');
    } else if (c == '#' && i > 0 && " \t\n\r".indexOf(text.charAt(i - 1)) >= 0) {
      comment = true;
    } else if (!comment && c != ' ' && c != '\t') {
      token(c);
    }
    return i + 1;
  }

  private void token(char c) {
    if (between && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    }
    between = "{[]},:\"'".indexOf(c) >= 0;
  }
}
