package io.binnacle.schema.prose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments in the Java source of generated protobuf messages. They have the lines that the
 * model classes lost, and speak of fields of a structured type too; blank lines are not in them.
 */
final class ProtoSource {
  private static final Pattern FIELD = Pattern.compile("<code>.*?([.\\w]+) (\\w+) = \\d+.*</code>");
  private static final Pattern MESSAGE = Pattern.compile("Protobuf type \\{@code ([\\w.-]+)}");
  private static final Pattern INTERFACE = Pattern.compile("interface_extends:([\\w.-]+)\\)");

  private final Map<String, Message> messages;
  private List<String> comment = new ArrayList<>();
  private boolean inComment;
  private boolean inText;
  private Message message = new Message();

  private ProtoSource(Map<String, Message> messages) {
    this.messages = messages;
  }

  /** A field's comment and the type of its values. */
  record Field(List<String> comment, String type) {}

  /** What is said of a message and of its fields. */
  static final class Message {
    List<String> comment = List.of();
    final Map<String, Field> fields = new LinkedHashMap<>();
  }

  /**
   * @param messages by their full names; takes those of the source in
   */
  static void parse(String source, Map<String, Message> messages) {
    ProtoSource parsed = new ProtoSource(messages);
    source.lines().forEach(line -> parsed.line(line.strip()));
  }

  private void line(String line) {
    if (line.equals("/**")) {
      inComment = true;
      comment = new ArrayList<>();
    } else if (line.equals("*/")) {
      inComment = false;
    } else if (inComment) {
      commentLine(line);
    } else if (line.contains("interface_extends:")) {
      Matcher named = INTERFACE.matcher(line);
      if (named.find()) {
        message = messages.computeIfAbsent(named.group(1), name -> new Message());
      }
    }
  }

  private void commentLine(String line) {
    if (line.equals("* <pre>")) {
      inText = true;
    } else if (line.equals("* </pre>")) {
      inText = false;
    } else if (inText) {
      comment.add(unescape(line.substring(Math.min(2, line.length()))));
    } else if (line.startsWith("* <code>")) {
      Matcher field = FIELD.matcher(line);
      if (field.find()) {
        message.fields.putIfAbsent(field.group(2), new Field(comment, field.group(1)));
      }
    } else if (line.startsWith("* Protobuf type ")) {
      Matcher named = MESSAGE.matcher(line);
      if (named.find()) {
        messages.computeIfAbsent(named.group(1), name -> new Message()).comment = comment;
      }
    }
  }

  private static String unescape(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#42;", "*")
        .replace("&#47;", "/")
        .replace("&#64;", "@")
        .replace("&#92;", "\\")
        .replace("&amp;", "&");
  }
}
