package io.binnacle.schema.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.table.TypeTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Objects as kube-apiserver stores them, beside the JSON that it serves of them. Claims are not
 * among them: part of what is served of those is filled in when they are read.
 */
class ProtobufReaderTest {
  private record Stored(String path, String kind, byte[] bytes, byte[] served) {}

  private static List<Stored> stored() throws IOException {
    List<Stored> result = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ProtobufReaderTest.class.getResourceAsStream("/protobuf/core_v1.tsv"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t");
        result.add(
            new Stored(
                cells[1],
                cells[0],
                Base64.getDecoder().decode(cells[2]),
                cells[3].getBytes(StandardCharsets.UTF_8)));
      }
    }
    return result;
  }

  private static StructType type(String kind) {
    return TypeTables.common().struct("io.k8s.api.core.v1." + kind);
  }

  @TestFactory
  List<DynamicTest> whatIsStoredIsReadAsItIsServed() throws IOException {
    return stored().stream()
        .map(stored -> DynamicTest.dynamicTest(stored.path(), () -> check(stored)))
        .toList();
  }

  private static void check(Stored stored) {
    ProtobufEnvelope envelope = ProtobufEnvelope.open(stored.bytes());
    assertEquals("v1", envelope.apiVersion());
    assertEquals(stored.kind(), envelope.kind());
    StructType type = type(stored.kind());
    Unstructured read =
        new Unstructured(
            Conform.to(type).apply(new ProtobufReader(type).read(envelope.object())).tree());
    Unstructured served = Unstructured.of(Json.parse(stored.served()));
    for (Unstructured side : List.of(read, served)) {
      side.remove("apiVersion");
      side.remove("kind");
      side.remove("metadata", "resourceVersion");
    }
    assertEquals(served, read);
  }

  @Test
  void whatIsNoEnvelopeIsRefused() {
    assertThrows(
        ProtobufException.class,
        () -> ProtobufEnvelope.open("{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void damagedBytesAreRefusedOrReadButNeverBreakTheReader() throws IOException {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Stored> stored = stored();
    for (int i = 0; i < 20_000; i++) {
      Stored one = stored.get(random.nextInt(stored.size()));
      byte[] damaged = one.bytes().clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        new ProtobufReader(type(one.kind())).read(ProtobufEnvelope.open(damaged).object());
      } catch (ProtobufException | JsonException expected) {
        // Refused.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
