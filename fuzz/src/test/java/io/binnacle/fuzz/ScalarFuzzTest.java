package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.Quantity;
import io.binnacle.schema.protobuf.ProtobufReader;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each input is taken for the text of every kind of scalar: quantities, times, durations, bytes.
 */
class ScalarFuzzTest {
  private static final List<StructType> EACH =
      Arrays.stream(ScalarType.values()).map(ScalarFuzzTest::holding).toList();

  @FuzzTest
  void aTextIsAScalarOrRefused(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Budget.check(
        () -> {
          quantity(text);
          EACH.forEach(type -> scalar(type, text));
        });
  }

  private static StructType holding(ScalarType type) {
    return new StructType(
        "fuzz." + type,
        false,
        () ->
            List.of(
                new Field(
                    "v", type, 1, false, null, List.of(), List.of(), "", "", "", List.of(), "")));
  }

  private static void quantity(String text) {
    Quantity quantity;
    try {
      quantity = Quantity.parse(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    assertEquals(0, quantity.compareTo(Quantity.parse(quantity.toString())));
    assertEquals(quantity.toString(), Quantity.parse(quantity.toString()).toString());
    quantity.value();
    quantity.milliValue();
    Quantity.parse(quantity.add(quantity).negate().subtract(quantity).toString());
  }

  private static void scalar(StructType type, String text) {
    Map<String, @Nullable Object> tree;
    try {
      tree = Conform.to(type).apply(Map.of("v", text)).tree();
    } catch (ConformException e) {
      return;
    }
    assertEquals(tree, Conform.to(type).apply(tree).tree());
    new ProtobufReader(type).read(new ProtobufWriter(type).write(tree));
  }
}
