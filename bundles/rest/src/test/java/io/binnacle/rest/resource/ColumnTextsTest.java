package io.binnacle.rest.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.Column;
import io.binnacle.schema.openapi.KeptProse;
import io.binnacle.schema.table.StandardColumns;
import io.binnacle.schema.table.TypeTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTextsTest {
  private static final StructType POD = TypeTables.common().struct("io.k8s.api.core.v1.Pod");

  private static Column column(String description, String field) {
    return new Column("C", "string", "", description, field, 0, Unstructured::name);
  }

  @Test
  void aColumnSaysWhatItsFieldIsFor() {
    ColumnTexts texts =
        new ColumnTexts(
            POD,
            List.of(
                StandardColumns.name(),
                column("", "spec.nodeName"),
                column("@spec.nodeName", ""),
                column("", "spec.none")),
            new KeptProse());
    List<String> told = texts.get();
    assertTrue(told.get(0).startsWith("Name must be unique within a namespace."), told.get(0));
    assertTrue(told.get(1).startsWith("NodeName indicates"), told.get(1));
    assertEquals(List.of("@spec.nodeName", ""), told.subList(2, 4));
    assertSame(told, texts.get());
  }
}
