package io.binnacle.crd.serving;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Column;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.Age;
import io.binnacle.schema.table.StandardColumns;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Table columns of a version: the name, and what the definition adds. */
final class PrinterColumns {
  private PrinterColumns() {}

  /**
   * @param declared {@code additionalPrinterColumns}; empty: the age
   */
  static List<Column> of(List<Unstructured> declared, InstantSource clock) {
    List<Column> columns = new ArrayList<>();
    columns.add(StandardColumns.name());
    if (declared.isEmpty()) {
      JsonPath created = JsonPath.parse(".metadata.creationTimestamp");
      columns.add(
          new Column(
              "Age",
              "date",
              "",
              "",
              StandardColumns.CREATED_FIELD,
              0,
              object -> cell("date", created, object, clock)));
    }
    for (Unstructured column : declared) {
      columns.add(column(column, clock));
    }
    return List.copyOf(columns);
  }

  private static Column column(Unstructured column, InstantSource clock) {
    String type = column.string("type");
    String text = column.string("jsonPath");
    JsonPath path = JsonPath.parse(text);
    String description = column.string("description");
    return new Column(
        column.string("name"),
        type,
        column.string("format"),
        description.isEmpty()
            ? "Custom resource definition column (in JSONPath format): " + text
            : description,
        (int) column.number(0, "priority"),
        object -> cell(type, path, object, clock));
  }

  /** The first value that the path leads to, if it is of the column's type. */
  private static @Nullable Object cell(
      String type, JsonPath path, Unstructured object, InstantSource clock) {
    List<@Nullable Object> found = path.find(object.content());
    Object value = found.isEmpty() ? null : found.get(0);
    if (value == null) {
      return null;
    }
    return switch (type) {
      case "string" -> text(value);
      case "integer" -> value instanceof Number n ? (Object) n.longValue() : null;
      case "number" -> value instanceof Number n ? n : null;
      case "boolean" -> value instanceof Boolean b ? b : null;
      case "date" -> value instanceof String s ? age(s, clock.instant()) : null;
      default -> null;
    };
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return Json.text(value);
    }
    return value.toString();
  }

  private static String age(String time, Instant now) {
    try {
      Instant.parse(time);
    } catch (DateTimeParseException e) {
      return "<invalid>";
    }
    return Age.of(time, now);
  }
}
