package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.protobuf.ProtobufReader;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first byte of an input says to which kind the JSON that follows is to conform. */
class ConformFuzzTest {
  @FuzzTest
  void whatConformsHasAProtobufForm(byte[] input) {
    if (input.length > 0) {
      StructType kind = Kinds.at(input[0]);
      Budget.check(() -> conform(kind, Arrays.copyOfRange(input, 1, input.length)));
    }
  }

  private static void conform(StructType kind, byte[] text) {
    Map<String, @Nullable Object> tree;
    try {
      Object read = Json.parse(text);
      tree = Conform.to(kind).apply(read).tree();
    } catch (JsonException | ConformException e) {
      return;
    }
    String shown = Json.text(tree);
    assertEquals(shown, Json.text(Conform.to(kind).apply(Json.parse(shown)).tree()));
    byte[] message = new ProtobufWriter(kind).write(tree);
    new ProtobufReader(kind).read(message);
  }
}
