package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;

class JsonFuzzTest {
  @FuzzTest
  void whatIsReadIsWrittenAndReadAgain(byte[] input) {
    Budget.check(() -> read(input));
  }

  private static void read(byte[] input) {
    Object tree;
    try {
      tree = Json.parseStrictly(input).value();
    } catch (JsonException e) {
      return;
    }
    String written = Json.text(tree);
    assertEquals(unsigned(written), unsigned(Json.text(Json.parse(written))));
  }

  /** A number too small for anything but -0 is written so, and read as an integer the next time. */
  private static String unsigned(String text) {
    return text.replaceAll("-0(?![.\\d])", "0");
  }
}
