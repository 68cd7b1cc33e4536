package io.binnacle.schema.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {
  private static final StructType WIDGET =
      RecordSchema.object("com.example.v1.Widget", Widget.class);

  private static Field spec(String name) {
    StructType spec = (StructType) Objects.requireNonNull(WIDGET.field("spec")).type();
    return Objects.requireNonNull(spec.field(name));
  }

  @Test
  void anObjectHasItsComponentsBesideTheUsualFields() {
    assertEquals(
        List.of("apiVersion", "kind", "metadata", "spec", "status"),
        List.copyOf(WIDGET.fields().keySet()));
    assertEquals(
        "com.example.v1.Spec", Objects.requireNonNull(WIDGET.field("spec")).type().toString());
  }

  @Test
  void componentsBecomeFields() {
    assertEquals(ScalarType.INT32, spec("size").type());
    assertEquals(3L, spec("size").defaultValue());
    assertEquals("minimum=1 maximum=10", spec("size").limits());
    assertEquals("How big it is.", spec("size").description());
    assertEquals(List.of("RED", "BLUE"), spec("color").enumValues());
    assertEquals("maxLength=8 pattern=^[a-z\\s]+$", spec("motto").limits());
    assertEquals(new MapType(ScalarType.INT64, false), spec("weights").type());
    assertEquals(
        new ListType(ScalarType.STRING, ListType.Kind.SET, List.of()), spec("tags").type());
    assertEquals(ScalarType.TIME, spec("born").type());
    assertEquals(ScalarType.ANY, spec("extra").type());
    assertEquals(List.of("name"), ((ListType) spec("parts").type()).mapKeys());
    assertEquals("name", spec("parts").patchMergeKey());
  }

  @Test
  void aRecordMayReferToItself() {
    StructType part = (StructType) spec("spare").type();
    assertSame(part, ((ListType) Objects.requireNonNull(part.field("parts")).type()).element());
  }

  @Test
  void aComponentMayHaveAnotherNameInJson() {
    StructType status = (StructType) Objects.requireNonNull(WIDGET.field("status")).type();
    assertEquals(Set.of("observed-size"), status.fields().keySet());
  }

  private record Bad(Thread thread) {}

  private record BadDefault(@Property(defaultJson = "{") String text) {}

  @Test
  void aTypeWithoutAFormIsRefusedByName() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> RecordSchema.of("x.Bad", Bad.class))
            .getMessage();
    assertEquals(
        Bad.class.getName() + ".thread: its type java.lang.Thread has no form in the schema",
        message);
    assertThrows(IllegalArgumentException.class, () -> RecordSchema.of("x.Bad", BadDefault.class));
  }
}
