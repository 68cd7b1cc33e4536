package io.binnacle.rest.answer;

import java.io.ByteArrayOutputStream;

/** Indents compact JSON for people, two spaces a level, without reading it into a tree. */
final class JsonIndent {
  private JsonIndent() {}

  static byte[] indent(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length * 2);
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (inString) {
        out.write(b);
        if (b == '\\' && i + 1 < json.length) {
          out.write(json[++i]);
        } else if (b == '"') {
          inString = false;
        }
        continue;
      }
      switch (b) {
        case '"' -> {
          inString = true;
          out.write(b);
        }
        case '{', '[' -> {
          out.write(b);
          if (i + 1 < json.length && (json[i + 1] == '}' || json[i + 1] == ']')) {
            out.write(json[++i]);
          } else {
            newLine(out, ++depth);
          }
        }
        case '}', ']' -> {
          newLine(out, --depth);
          out.write(b);
        }
        case ',' -> {
          out.write(b);
          newLine(out, depth);
        }
        case ':' -> {
          out.write(b);
          out.write(' ');
        }
        case '\n', ' ' -> {}
        default -> out.write(b);
      }
    }
    return out.toByteArray();
  }

  private static void newLine(ByteArrayOutputStream out, int depth) {
    out.write('\n');
    for (int i = 0; i < depth; i++) {
      out.write(' ');
      out.write(' ');
    }
  }
}
