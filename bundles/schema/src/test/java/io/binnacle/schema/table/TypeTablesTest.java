package io.binnacle.schema.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTablesTest {
  private static final TypeTables TABLES =
      TypeTables.read(TypeTablesTest.class, "test.example.com_v1");

  private static Field field(String struct, String name) {
    return Objects.requireNonNull(TABLES.struct(struct).field(name));
  }

  @Test
  void aRowBecomesAField() {
    Field teeth = field("io.k8s.api.test.v1.GearSpec", "teeth");
    assertEquals(ScalarType.INT32, teeth.type());
    assertEquals(1, teeth.number());
    assertTrue(teeth.required());
    assertEquals(12L, teeth.defaultValue());
    assertEquals("minimum=3 zero=kept", teeth.limits());
  }

  @Test
  void listsCarryTheirKeysAndPatchStrategies() {
    Field axles = field("io.k8s.api.test.v1.GearSpec", "axles");
    StructType axle = TABLES.struct("io.k8s.api.test.v1.Axle");
    assertEquals(new ListType(axle, ListType.Kind.MAP, List.of("name")), axles.type());
    assertEquals(List.of("merge"), axles.patchStrategies());
    assertEquals("name", axles.patchMergeKey());
    assertTrue(axle.isAtomic());
  }

  @Test
  void inlineFieldsStandInTheirOwnerAndRememberTheirMessage() {
    Field side = field("io.k8s.api.test.v1.GearSpec", "side");
    assertEquals("io.k8s.api.test.v1.Mount", side.inlineOf());
    assertEquals(List.of(2), side.inlineNumbers());
    assertEquals(List.of("left", "right"), side.enumValues());
    assertEquals(
        List.of("teeth", "side", "axles"),
        List.copyOf(TABLES.struct("io.k8s.api.test.v1.GearSpec").fields().keySet()));
  }

  @Test
  void kindsHaveApiVersionAndKind() {
    assertEquals(
        List.of("apiVersion", "kind", "metadata", "spec"),
        List.copyOf(TABLES.struct("test.example.com", "v1", "Gear").fields().keySet()));
  }

  @Test
  void commonStructuresAreTheSameForAll() {
    assertSame(
        TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"),
        field("io.k8s.api.test.v1.Gear", "metadata").type());
  }

  @Test
  void theBuiltInTablesHoldWhatOtherBundlesReferTo() {
    for (String name :
        List.of(
            "io.k8s.api.core.v1.PodTemplateSpec",
            "io.k8s.api.core.v1.Binding",
            "io.k8s.api.autoscaling.v1.Scale",
            "io.k8s.api.policy.v1.Eviction",
            "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")) {
      assertTrue(
          TypeTables.common().struct(name).fields().containsKey("metadata")
              || TypeTables.common().struct(name).fields().containsKey("kind"),
          name);
    }
  }

  @Test
  void anUnknownStructureIsRefusedByName() {
    assertEquals(
        "no type table has io.x.Y",
        assertThrows(IllegalArgumentException.class, () -> TABLES.struct("io.x.Y")).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\tf\tstring\t1'|line 1: a field before the first structure",
        "'A\n\tf\tNope\t1'|line 2: unknown type 'Nope'",
        "'A\n\tf\tstring\tx'|line 2: 'x' is not a number",
        "'A\n\tf\t[]string\t1\t\tbag'|line 2: 'bag' is no list type",
        "'A\n\tf\t[]A\t1\t\tmap'|line 2: list map keys belong to lists of type map, and to no others",
        "'A\n\tf\tstring\t1\t\t\t\t\t\t\t\t\t\tgone'|line 2: 'gone' is none of dropped, kept, shown, null"
      })
  void aWrongRowIsNamed(String table, String message) {
    String text =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    TypeTables.of(
                        Map.of("x.io_v1", new ByteArrayInputStream(table.getBytes(UTF_8)))))
            .getMessage();
    assertEquals("x.io_v1.tsv " + message, text);
  }

  @Test
  void aMissingTableIsNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TypeTables.read(TypeTablesTest.class, "no_v1"))
            .getMessage();
    assertTrue(message.startsWith("no resource /types/no_v1.tsv"), message);
  }
}
