package io.binnacle.schema.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {
  private static final StructType CONFIG_MAP = StoredObject.type("v1", "ConfigMap");

  @Test
  void whatIsNoEnvelopeIsRefused() {
    assertThrows(
        ProtobufException.class,
        () -> ProtobufEnvelope.open("{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void fieldsThatTheSchemaDoesNotKnowArePassedOver() {
    // Field 100 as text, field 101 as a number, then binaryData.
    byte[] message = {(byte) 0xa2, 6, 1, 'x', (byte) 0xa8, 6, 7, 26, 6, 10, 1, 'k', 18, 1, 'v'};
    assertEquals(
        "{\"metadata\":{},\"binaryData\":{\"k\":\"dg==\"}}",
        Json.text(new ProtobufReader(CONFIG_MAP).read(message)));
  }

  @Test
  void moreMessagesThanAnyObjectHasAreRefused() {
    // Ownerreferences, each of two bytes, in the metadata.
    byte[] metadata = new byte[300_000];
    for (int i = 0; i < metadata.length; i += 2) {
      metadata[i] = 106;
    }
    WireWriter message = new WireWriter();
    message.bytes(metadata);
    message.tag(1, WireReader.DELIMITED);
    byte[] bytes = message.toBytes();
    assertEquals(
        "exceeded max number of messages",
        assertThrows(ProtobufException.class, () -> new ProtobufReader(CONFIG_MAP).read(bytes))
            .getMessage());
  }

  @Test
  void aMessageCutShortIsRefusedInWords() {
    byte[] message = {26, 6, 10, 1, 'k'};
    assertEquals(
        "unexpected EOF",
        assertThrows(ProtobufException.class, () -> new ProtobufReader(CONFIG_MAP).read(message))
            .getMessage());
  }

  @Test
  void wholeNumbersMayComePacked() {
    // spec {securityContext {supplementalGroups: [1, 300]}}
    byte[] message = {18, 7, 114, 5, 34, 3, 1, (byte) 0xac, 2};
    StructType pod = StoredObject.type("v1", "Pod");
    assertEquals(
        "{\"metadata\":{},\"spec\":{\"containers\":null,\"securityContext\":"
            + "{\"supplementalGroups\":[1,300]}},\"status\":{}}",
        Json.text(new ProtobufReader(pod).read(message)));
  }

  @Test
  void damagedBytesAreRefusedOrReadButNeverBreakTheReader() {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    List<StoredObject> stored = new ArrayList<>(StoredObject.all());
    stored.removeIf(object -> !object.isProtobuf());
    for (int i = 0; i < 20_000; i++) {
      StoredObject one = stored.get(random.nextInt(stored.size()));
      ProtobufEnvelope envelope = ProtobufEnvelope.open(one.bytes());
      byte[] damaged = envelope.object().clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        new ProtobufReader(StoredObject.type(envelope.apiVersion(), one.kind())).read(damaged);
      } catch (ProtobufException expected) {
        // Refused.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
