package io.binnacle.schema.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufRoundTripTest {
  private static final int OBJECTS_PER_KIND = 25;

  static Stream<StructType> kinds() {
    return StoredObject.kinds().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsWrittenIsReadAgain(StructType kind) {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    RandomObject objects = new RandomObject(new Random(seed));
    Conform conform = Conform.to(kind);
    for (int i = 0; i < OBJECTS_PER_KIND; i++) {
      String expected = Json.text(conform.apply(objects.of(kind, 1 + i % 7)).tree());
      Map<String, @Nullable Object> tree = tree(expected);
      byte[] message = new ProtobufWriter(kind).write(tree);
      assertEquals(
          expected,
          Json.text(new ProtobufReader(kind).read(message)),
          () -> "seed " + seed + ": " + expected);
      assertArrayEquals(
          message, new ProtobufWriter(kind).write(new ProtobufReader(kind).read(message)));
    }
  }

  @Test
  void allKindsOfTheTablesAreTried() {
    assertTrue(kinds().count() > 60, () -> kinds().toList().toString());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> tree(String json) {
    return (Map<String, @Nullable Object>) Json.parse(json);
  }

  private static Map<String, @Nullable Object> readAgain(StructType type, String json) {
    return new ProtobufReader(type).read(new ProtobufWriter(type).write(tree(json)));
  }

  private static StructType single(ScalarType type) {
    return new StructType(
        "test.Single",
        false,
        () ->
            List.of(
                new Field(
                    "v", type, 1, false, null, List.of(), List.of(), "", "", "", List.of(), "")));
  }

  @ParameterizedTest
  @CsvSource({
    "TIME, 1970-01-01T00:00:00Z",
    "TIME, 2024-02-29T23:59:59Z",
    "TIME, 0000-01-01T00:00:00Z",
    "TIME, 9999-12-31T23:59:59Z",
    "MICRO_TIME, 1969-12-31T23:59:59.000001Z",
    "MICRO_TIME, 2100-03-01T00:00:00.999999Z",
    "QUANTITY, 0",
    "QUANTITY, 100m",
    "QUANTITY, 1Ki",
    "QUANTITY, 1023Mi",
    "DURATION, 0s",
    "DURATION, 1m0s",
    "DURATION, 1h0m0.5s",
    "DURATION, 1.5ms",
    "DURATION, -7µs"
  })
  void textsOfOneFormComeBackAsTheyWere(ScalarType type, String text) {
    assertEquals(text, readAgain(single(type), "{\"v\":\"" + text + "\"}").get("v"));
  }

  @ParameterizedTest
  @CsvSource({
    "QUANTITY, 1000m, 1",
    "QUANTITY, 1000, 1k",
    "QUANTITY, 0.5, 500m",
    "QUANTITY, 1024Mi, 1Gi",
    "QUANTITY, 007, 7",
    "QUANTITY, 100000000000000000000, 9223372036854775807",
    "DURATION, 90m, 1h30m0s",
    "DURATION, 1500ms, 1.5s",
    "TIME, 2024-01-01T02:00:00+02:00, 2024-01-01T00:00:00Z",
    "TIME, 2024-01-01T00:00:00.9Z, 2024-01-01T00:00:00Z"
  })
  void textsOfSeveralFormsComeBackInTheOne(ScalarType type, String text, String canonical) {
    assertEquals(canonical, readAgain(single(type), "{\"v\":\"" + text + "\"}").get("v"));
  }

  @Test
  void momentsAreTheSameAsTheLibraryReckonsThem() {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(-62_167_219_200L + (random.nextLong() >>> 1) % 315_569_520_000L);
      String text = moment.toString();
      assertEquals(text, WireTime.seconds(moment.getEpochSecond()), () -> "seed " + seed);
      assertEquals(moment.getEpochSecond(), WireTime.seconds(text), () -> "seed " + seed);
    }
  }

  @Test
  void fieldsOfStructuresEmbeddedInEmbeddedOnesLieInTwoMessages() {
    StructType policy =
        StoredObject.type("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy");
    String json =
        "{\"metadata\":{},\"spec\":{\"matchConstraints\":{\"resourceRules\":[{\"operations\":[\"*\"],"
            + "\"apiGroups\":[\"g\"],\"apiVersions\":[\"v\"],\"resources\":[\"r\"]}]}},"
            + "\"status\":{}}";
    assertEquals(json, Json.text(readAgain(policy, json)));
  }

  @Test
  void halvesOfSurrogatePairsBecomeReplacementCharacters() {
    byte[] message =
        new ProtobufWriter(single(ScalarType.STRING)).write(Map.of("v", "a\ud83db\udc00"));
    assertEquals(
        "a\ufffdb\ufffd", new ProtobufReader(single(ScalarType.STRING)).read(message).get("v"));
  }

  @Test
  void mapsComeInTheOrderOfTheirKeysWhateverTheSendersOrder() {
    byte[] message = Base64.getDecoder().decode("EgYKAWISATESBgoBYRIBMg==");
    StructType configMap = StoredObject.type("v1", "ConfigMap");
    assertEquals(
        "{\"metadata\":{},\"data\":{\"a\":\"2\",\"b\":\"1\"}}",
        Json.text(new ProtobufReader(configMap).read(message)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec.containers.ports.containerPort|{'spec':{'containers':[{'ports':[{'containerPort':'80'}]}]}}",
        "spec.containers.ports.containerPort|{'spec':{'containers':[{'ports':[{'containerPort':4294967296}]}]}}",
        "spec.hostNetwork|{'spec':{'hostNetwork':'yes'}}",
        "spec.containers|{'spec':{'containers':{}}}",
        "spec|{'spec':[]}",
        "metadata.labels|{'metadata':{'labels':[]}}",
        "metadata.labels|{'metadata':{'labels':{'a':1}}}",
        "metadata.creationTimestamp|{'metadata':{'creationTimestamp':'yesterday'}}",
        "spec.containers.resources.limits|{'spec':{'containers':[{'resources':{'limits':{'cpu':'lots'}}}]}}"
      })
  void aTreeThatDoesNotFitIsRefusedByPath(String row) {
    String[] cells = row.split("\\|");
    StructType pod = StoredObject.type("v1", "Pod");
    ProtobufException refused =
        assertThrows(
            ProtobufException.class,
            () -> new ProtobufWriter(pod).write(tree(cells[1].replace('\'', '"'))));
    assertTrue(refused.getMessage().startsWith(cells[0] + ": "), refused::getMessage);
  }
}
