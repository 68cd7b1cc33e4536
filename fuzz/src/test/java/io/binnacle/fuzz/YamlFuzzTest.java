package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.json.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class YamlFuzzTest {
  @FuzzTest
  void whatIsReadIsWrittenAndReadAgain(byte[] input) {
    Budget.check(() -> read(input));
  }

  private static void read(byte[] input) {
    Object tree;
    try {
      tree = Yaml.parse(input);
    } catch (JsonException e) {
      return;
    }
    Yaml.duplicateKeys(input);
    // Only objects and what is in them is ever written.
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("value", tree);
    assertEquals(settled(object), settled(Yaml.parse(Yaml.write(object))));
  }

  /** As what is written for clients is read; of numbers some lose their fraction of nothing. */
  private static @Nullable Object settled(@Nullable Object tree) {
    return Json.parse(Json.write(tree));
  }
}
