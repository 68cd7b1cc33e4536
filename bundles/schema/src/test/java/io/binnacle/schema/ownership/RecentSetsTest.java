package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.binnacle.schema.json.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecentSetsTest {
  private final RecentSets sets = new RecentSets();

  /** A tree as it comes from storage, of a field with a name of so many characters. */
  private static Map<?, ?> stored(String field) {
    String text =
        "{\"metadata\":{\"managedFields\":[{\"fieldsV1\":{\"f:" + field + "\":{\".\":{}}}}]}}";
    Object tree =
        StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), "{\"metadata\":".length());
    Map<?, ?> metadata = (Map<?, ?>) ((Map<?, ?>) Objects.requireNonNull(tree)).get("metadata");
    List<?> entries = (List<?>) Objects.requireNonNull(metadata).get("managedFields");
    return (Map<?, ?>)
        Objects.requireNonNull(
            ((Map<?, ?>) Objects.requireNonNull(entries).get(0)).get("fieldsV1"));
  }

  @Test
  void theSameTextIsReadOnce() {
    FieldSet first = sets.of(stored("spec"));
    assertSame(first, sets.of(stored("spec")));
    assertNotSame(first, sets.of(stored("data")));
    assertEquals(FieldSet.of(FieldPath.of("spec")), first);
  }

  @Test
  void whatWasNotAskedForLatelyIsForgotten() {
    FieldSet first = sets.of(stored("spec"));
    for (int i = 0; i < 40; i++) {
      sets.of(stored("x".repeat(10_000) + i));
    }
    assertNotSame(first, sets.of(stored("spec")));
  }

  @Test
  void whatIsVeryLongIsNotKept() {
    String large = "x".repeat(200_000);
    assertNotSame(sets.of(stored(large)), sets.of(stored(large)));
  }
}
