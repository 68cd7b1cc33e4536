package io.binnacle.schema.table;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Column;
import io.binnacle.schema.table.TableRows.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Table columns of {@code columns.tsv} by resource and version; see {@link ResourceTables}. */
final class ColumnTable {
  private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "date");

  private final Map<String, List<Column>> columns = new HashMap<>();
  private final InstantSource clock;

  private ColumnTable(InstantSource clock) {
    this.clock = clock;
  }

  /** Reads the anchor's {@code columns.tsv}; none is an empty one. */
  static ColumnTable read(
      Class<?> anchor,
      Map<String, Function<Unstructured, @Nullable Object>> cells,
      InstantSource clock) {
    ColumnTable table = new ColumnTable(clock);
    Set<String> unused = new TreeSet<>(cells.keySet());
    if (anchor.getResource("/columns.tsv") != null) {
      for (Row row : TableRows.of(anchor, "columns.tsv")) {
        String group = row.cell(0).equals("core") ? "" : row.cell(0);
        table
            .columns
            .computeIfAbsent(key(group, row.cell(1), row.cell(2)), k -> new ArrayList<>())
            .add(column(row, cells, unused, clock));
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("columns.tsv does not use the functions " + unused);
    }
    return table;
  }

  private static Column column(
      Row row,
      Map<String, Function<Unstructured, @Nullable Object>> cells,
      Set<String> unused,
      InstantSource clock) {
    if (!TYPES.contains(row.cell(4))) {
      throw row.wrong("'" + row.cell(4) + "' is no column type, use one of " + TYPES);
    }
    String expression = row.cell(7);
    Function<Unstructured, @Nullable Object> cell;
    if (expression.startsWith("=")) {
      cell = cells.get(expression.substring(1));
      unused.remove(expression.substring(1));
      if (cell == null) {
        throw row.wrong("no function was given for " + expression);
      }
    } else {
      try {
        cell = CellExpression.parse(expression, clock);
      } catch (IllegalArgumentException e) {
        throw row.wrong(e.getMessage());
      }
    }
    String description = row.cell(8);
    String field = description.startsWith("@") ? description.substring(1) : "";
    return new Column(
        row.cell(3),
        row.cell(4),
        row.cell(5),
        field.isEmpty() ? description : "",
        field,
        row.number(6, 0),
        cell);
  }

  /** The columns; name and age where the file has none. */
  List<Column> of(String group, String version, String resource) {
    List<Column> found = columns.get(key(group, version, resource));
    return found != null
        ? List.copyOf(found)
        : List.of(StandardColumns.name(), StandardColumns.age(clock));
  }

  private static String key(String group, String version, String resource) {
    return group + "/" + version + "/" + resource;
  }
}
