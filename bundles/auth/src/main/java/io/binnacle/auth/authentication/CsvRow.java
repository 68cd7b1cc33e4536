package io.binnacle.auth.authentication;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of comma-separated values, RFC 4180.
 *
 * @param line where it begins, from 1
 * @param cells what stands in it
 */
record CsvRow(int line, List<String> cells) {
  CsvRow {
    cells = List.copyOf(cells);
  }

  /**
   * The rows of a text; empty lines are none.
   *
   * @throws IllegalArgumentException if a quote stands where none may; the message names the line
   */
  static List<CsvRow> parse(String text) {
    return new Parser(text).rows();
  }

  private static final class Parser {
    private final String text;
    private int at;
    private int line = 1;

    Parser(String text) {
      this.text = text.replace("\r\n", "\n");
    }

    List<CsvRow> rows() {
      List<CsvRow> rows = new ArrayList<>();
      while (at < text.length()) {
        if (text.charAt(at) == '\n') {
          at++;
          line++;
          continue;
        }
        int start = line;
        rows.add(new CsvRow(start, cells()));
      }
      return rows;
    }

    private List<String> cells() {
      List<String> cells = new ArrayList<>();
      do {
        cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
      } while (takes(','));
      if (takes('\n')) {
        line++;
      } else if (at < text.length()) {
        throw new IllegalArgumentException("line " + line + " goes on behind a closing quote");
      }
      return cells;
    }

    private String plain() {
      int start = at;
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
        if (text.charAt(at) == '"') {
          throw new IllegalArgumentException("line " + line + " has a quote inside plain text");
        }
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() {
      int start = line;
      StringBuilder cell = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\n') {
          line++;
        }
        if (c != '"') {
          cell.append(c);
        } else if (takes('"')) {
          cell.append('"');
        } else {
          return cell.toString();
        }
      }
      throw new IllegalArgumentException("line " + start + " has a quote that is not closed");
    }

    private boolean takes(char c) {
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }
  }
}
