package io.binnacle.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.protobuf.ProtobufEnvelope;
import io.binnacle.schema.protobuf.ProtobufException;
import io.binnacle.schema.protobuf.ProtobufReader;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first byte of an input says of which kind the message is that follows. */
class ProtobufFuzzTest {
  @FuzzTest
  void aMessageOfAnyKindIsReadAndWrittenAgain(byte[] input) {
    if (input.length > 0) {
      StructType kind = Kinds.at(input[0]);
      byte[] message = Arrays.copyOfRange(input, 1, input.length);
      Budget.check(() -> read(kind, message));
      Budget.check(() -> open(message));
    }
  }

  private static void read(StructType kind, byte[] message) {
    Map<String, @Nullable Object> tree;
    try {
      tree = new ProtobufReader(kind).read(message);
    } catch (ProtobufException e) {
      return;
    }
    assertEquals(Json.text(tree), Json.text(Conform.to(kind).apply(tree).tree()));
    byte[] written = new ProtobufWriter(kind).write(tree);
    Map<String, @Nullable Object> again = new ProtobufReader(kind).read(written);
    assertEquals(Json.text(tree), Json.text(again));
    assertArrayEquals(written, new ProtobufWriter(kind).write(again));
  }

  private static void open(byte[] message) {
    try {
      ProtobufEnvelope.open(message);
    } catch (ProtobufException e) {
      return;
    }
  }
}
