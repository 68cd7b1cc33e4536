package io.binnacle.plugins.guard;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a plugin's Table: a row's are asked for at once, as the first of them is, so that
 * the plugin's thread is changed to once a row. A row is read by one thread, from left to right.
 */
final class RowCells {
  private record Row(RowCells of, Unstructured object, List<@Nullable Object> cells) {}

  private static final ThreadLocal<@Nullable Row> CURRENT = new ThreadLocal<>();

  private final Function<Unstructured, List<@Nullable Object>> row;
  private final int last;

  private RowCells(Confinement confinement, List<Column> columns) {
    this.last = columns.size() - 1;
    // The columns are reached through the guarded function alone.
    this.row = confinement.function("columns", object -> cells(columns, object));
  }

  static List<Column> guarded(Confinement confinement, List<Column> columns) {
    if (columns.isEmpty()) {
      return columns;
    }
    RowCells cells = new RowCells(confinement, List.copyOf(columns));
    List<Column> guarded = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int place = i;
      guarded.add(
          new Column(
              column.name(),
              column.type(),
              column.format(),
              column.description(),
              column.priority(),
              object -> cells.cell(place, object)));
    }
    return guarded;
  }

  private static List<@Nullable Object> cells(List<Column> columns, Unstructured object) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    columns.forEach(column -> cells.add(column.cell().apply(object)));
    return cells;
  }

  private @Nullable Object cell(int place, Unstructured object) {
    Row current = CURRENT.get();
    if (place == 0 || current == null || current.of() != this || current.object() != object) {
      current = new Row(this, object, row.apply(object));
      CURRENT.set(current);
    }
    if (place == last) {
      CURRENT.remove();
    }
    return current.cells().get(place);
  }
}
