package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.ownership.FieldSet;
import org.jspecify.annotations.Nullable;

class FieldSetFuzzTest {
  @FuzzTest
  void whatIsReadIsWrittenAndReadAgain(byte[] input) {
    Budget.check(() -> read(input));
  }

  private static void read(byte[] input) {
    FieldSet set;
    try {
      set = FieldSet.ofTree(tree(input));
    } catch (JsonException | IllegalArgumentException e) {
      return;
    }
    byte[] written = Json.write(set.toTree());
    FieldSet again = FieldSet.ofTree(tree(written));
    assertEquals(set, again);
    assertEquals(set.size(), again.size());
    assertEquals(set, set.union(again));
    assertEquals(FieldSet.EMPTY, set.difference(again));
    set.forEach(path -> assertEquals(true, again.has(path)));
  }

  private static @Nullable Object tree(byte[] text) {
    return Json.parse(text);
  }
}
