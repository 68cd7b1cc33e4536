package io.binnacle.schema.openapi;

import io.binnacle.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OpenAPI documents in the protobuf form that Go's clients ask for. The messages are rows in {@code
 * openapi/v2.tsv} and {@code openapi/v3.tsv}: message, key of the JSON form, field number, and what
 * is there:
 *
 * <ul>
 *   <li>{@code text}, {@code flag}, {@code integer}, {@code number}: such a value, or a list of it
 *   <li>{@code yaml}: any value, as text
 *   <li>{@code scalar}: a number, flag or text, in the field of that number or the next but one
 *   <li>{@code =NAME}: a message, or a list of them
 *   <li>{@code <NAME}: an object whose entries are messages with a name and a value; {@code <yaml}
 * </ul>
 *
 * <p>Beside a key of the object that the message is made of there may stand: {@code *}, all keys
 * that no other row names; {@code x-}, all extensions; {@code .}, the value itself; {@code ?KEY}
 * and {@code ?KEY=VALUE}, the object itself if it has that key or that text under it; {@code
 * ?bool}, the value itself if it is a flag; {@code ?}, the value itself if no row before took it.
 *
 * <p>Immutable.
 *
 * @see <a href="https://github.com/google/gnostic-models">the models of Go's clients</a>
 */
public final class OpenApiMessages {
  private record Row(String key, int number, String kind) {
    boolean isChoice() {
      return key.startsWith("?");
    }
  }

  private final Map<String, List<Row>> messages;

  private OpenApiMessages(Map<String, List<Row>> messages) {
    this.messages = messages;
  }

  /** The messages of version 2. */
  public static OpenApiMessages v2() {
    return read("/openapi/v2.tsv");
  }

  /** The messages of version 3. */
  public static OpenApiMessages v3() {
    return read("/openapi/v3.tsv");
  }

  private static OpenApiMessages read(String file) {
    Map<String, List<Row>> messages = new HashMap<>();
    try (InputStream stream =
            Objects.requireNonNull(OpenApiMessages.class.getResourceAsStream(file), file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t");
          messages
              .computeIfAbsent(cells[0], name -> new ArrayList<>())
              .add(new Row(cells[1], Integer.parseInt(cells[2]), cells[3]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return new OpenApiMessages(messages);
  }

  /** A whole document. */
  public byte[] document(Map<String, ?> tree) {
    return message("Document", tree);
  }

  /** A field with a name and a value of the given message, as maps have one for each entry. */
  public byte[] entry(int number, String message, String name, Object value) {
    MessageBytes out = new MessageBytes();
    out.bytes(number, named(name, message(message, value)));
    return out.toBytes();
  }

  /** A field that is the message of these bytes. */
  public static byte[] field(int number, byte[] message) {
    MessageBytes out = new MessageBytes();
    out.bytes(number, message);
    return out.toBytes();
  }

  private byte[] message(String name, Object value) {
    List<Row> rows = messages.get(name);
    if (rows == null) {
      throw new IllegalArgumentException("no table has the message " + name);
    }
    MessageBytes out = new MessageBytes();
    for (Row row : rows) {
      if (row.isChoice()) {
        if (chosen(row.key().substring(1), value)) {
          field(out, row, value);
          break;
        }
      } else if (row.key().equals(".")) {
        field(out, row, value);
      } else if (row.key().equals("*") || row.key().equals("x-")) {
        ((Map<?, ?>) value)
            .forEach(
                (key, each) -> {
                  if (takes(rows, row, (String) key)) {
                    entry(out, row, (String) key, each);
                  }
                });
      } else {
        field(out, row, ((Map<?, ?>) value).get(row.key()));
      }
    }
    return out.toBytes();
  }

  /** Where there is no row for extensions, a key that looks like one is a key like others. */
  private static boolean takes(List<Row> rows, Row row, String key) {
    boolean extension = key.startsWith("x-") && has(rows, "x-");
    return row.key().equals("x-") == extension && !has(rows, key);
  }

  private static boolean has(List<Row> rows, String key) {
    return rows.stream().anyMatch(row -> row.key().equals(key));
  }

  private static boolean chosen(String condition, Object value) {
    if (condition.isEmpty()) {
      return true;
    }
    if (condition.equals("bool")) {
      return value instanceof Boolean;
    }
    int equals = condition.indexOf('=');
    return value instanceof Map<?, ?> map
        && (equals < 0
            ? map.containsKey(condition)
            : condition.substring(equals + 1).equals(map.get(condition.substring(0, equals))));
  }

  private void entry(MessageBytes out, Row row, String name, Object value) {
    String kind = row.kind().substring(1);
    out.bytes(row.number(), named(name, kind.equals("yaml") ? yaml(value) : message(kind, value)));
  }

  private static byte[] named(String name, byte[] value) {
    MessageBytes out = new MessageBytes();
    out.text(1, name);
    out.bytes(2, value);
    return out.toBytes();
  }

  /** JSON is YAML as well. */
  private static byte[] yaml(Object value) {
    MessageBytes any = new MessageBytes();
    any.text(2, Json.text(value) + "\n");
    return any.toBytes();
  }

  private void field(MessageBytes out, Row row, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(each -> field(out, row, each));
      return;
    }
    switch (row.kind()) {
      case "text" -> out.text(row.number(), String.valueOf(value));
      case "flag" -> out.flag(row.number(), (Boolean) value);
      case "integer" -> out.integer(row.number(), ((Number) value).longValue());
      case "number" -> out.number(row.number(), ((Number) value).doubleValue());
      case "yaml" -> out.bytes(row.number(), yaml(value));
      case "scalar" -> scalar(out, row.number(), value);
      default -> out.bytes(row.number(), message(row.kind().substring(1), value));
    }
  }

  private static void scalar(MessageBytes out, int number, Object value) {
    if (value instanceof Number scalar) {
      out.number(number, scalar.doubleValue());
    } else if (value instanceof Boolean scalar) {
      out.flag(number + 1, scalar);
    } else if (value instanceof String scalar) {
      out.text(number + 2, scalar);
    }
  }
}
