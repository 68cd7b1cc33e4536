package io.binnacle.rest.resource;

import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.Column;
import io.binnacle.schema.openapi.KeptProse;
import io.binnacle.schema.openapi.Prose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the columns of a Table: looked up when somebody first sees their headings, and
 * kept. Thread-safe.
 */
final class ColumnTexts {
  private final StructType schema;
  private final List<Column> columns;
  private final KeptProse prose;
  private volatile @Nullable List<String> texts;

  /**
   * @param schema where the columns' fields are
   */
  ColumnTexts(StructType schema, List<Column> columns, KeptProse prose) {
    this.schema = schema;
    this.columns = columns;
    this.prose = prose;
  }

  List<Column> columns() {
    return columns;
  }

  /** Where the texts come from. */
  KeptProse prose() {
    return prose;
  }

  /** A text for each column. */
  List<String> get() {
    List<String> known = texts;
    if (known == null) {
      Prose all = prose.get();
      known = columns.stream().map(column -> text(column, all)).toList();
      texts = known;
    }
    return known;
  }

  private String text(Column column, Prose all) {
    return column.field().isEmpty() ? column.description() : all.at(schema, column.field());
  }
}
