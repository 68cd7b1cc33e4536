package io.binnacle.schema.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec against what kube-apiserver stores and serves, both ways and to the byte. */
class StoredObjectsTest {
  /**
   * What is served and not stored: kube-apiserver fills it in when it reads. The decoded object
   * must be the served one without it.
   */
  private static final Map<String, List<List<String>>> FILLED_IN_ON_READING =
      Map.of(
          "PersistentVolumeClaim", List.of(List.of("status", "phase")),
          // A Job's labels are its template's.
          "Job", List.of(List.of("metadata", "labels")));

  /** Stored in one version, recorded as served in another with other fields. */
  private static final List<String> SERVED_IN_OTHER_FIELDS =
      List.of(
          "/apis/events.k8s.io/v1/namespaces/facts/events/events-new",
          "/apis/autoscaling/v1/namespaces/facts/horizontalpodautoscalers/horizontalpodautoscalers-v1");

  /**
   * JSON within an object is kept as the client wrote it, spaces included; here it is written anew.
   */
  private static final List<String> WRITTEN_WITH_SPACES =
      List.of("/apis/apps/v1/namespaces/facts/controllerrevisions/controllerrevisions-data");

  static Stream<StoredObject> protobuf() {
    return StoredObject.all().stream().filter(StoredObject::isProtobuf);
  }

  static Stream<StoredObject> all() {
    return StoredObject.all().stream();
  }

  @Test
  void everyStoredKindIsThere() {
    assertEquals(147, protobuf().count());
    assertEquals(151, all().count());
    assertEquals(58, new TreeSet<>(all().map(StoredObject::kind).toList()).size());
  }

  @ParameterizedTest
  @MethodSource("protobuf")
  void whatIsStoredIsReadAsItIsServedFieldByField(StoredObject stored) {
    ProtobufEnvelope envelope = ProtobufEnvelope.open(stored.bytes());
    assertEquals(stored.kind(), envelope.kind());
    Map<String, @Nullable Object> read = read(envelope.apiVersion(), envelope.kind(), stored);
    if (SERVED_IN_OTHER_FIELDS.contains(stored.path())) {
      assertFalse(read.isEmpty());
      return;
    }
    Unstructured served = served(stored);
    for (List<String> path : FILLED_IN_ON_READING.getOrDefault(stored.kind(), List.of())) {
      String[] steps = path.toArray(String[]::new);
      if (new Unstructured(read).get(steps) == null) {
        served.remove(steps);
      }
    }
    if (stored.kind().equals("StatefulSet")) {
      for (Unstructured claim : served.items("spec", "volumeClaimTemplates")) {
        assertEquals("v1", claim.remove("apiVersion"));
        assertEquals("PersistentVolumeClaim", claim.remove("kind"));
      }
    }
    assertEquals(Json.text(served.content()), Json.text(read));
  }

  @ParameterizedTest
  @MethodSource("protobuf")
  void whatIsReadIsWrittenAsItWasStored(StoredObject stored) {
    ProtobufEnvelope envelope = ProtobufEnvelope.open(stored.bytes());
    Map<String, @Nullable Object> tree = read(envelope.apiVersion(), envelope.kind(), stored);
    byte[] written =
        new ProtobufWriter(StoredObject.type(envelope.apiVersion(), envelope.kind()))
            .enveloped(envelope.apiVersion(), envelope.kind(), tree);
    if (WRITTEN_WITH_SPACES.contains(stored.path())) {
      assertFalse(Arrays.equals(stored.bytes(), written));
      assertEquals(
          tree,
          new ProtobufReader(StoredObject.type(envelope.apiVersion(), envelope.kind()))
              .read(ProtobufEnvelope.open(written).object()));
    } else {
      assertArrayEquals(stored.bytes(), written);
    }
  }

  @ParameterizedTest
  @MethodSource("protobuf")
  void whatIsReadIsInItsFormAlready(StoredObject stored) {
    ProtobufEnvelope envelope = ProtobufEnvelope.open(stored.bytes());
    Map<String, @Nullable Object> tree = read(envelope.apiVersion(), envelope.kind(), stored);
    StructType type = StoredObject.type(envelope.apiVersion(), envelope.kind());
    assertEquals(Json.text(tree), Json.text(Conform.to(type).apply(tree).tree()));
  }

  private static Map<String, @Nullable Object> read(
      String apiVersion, String kind, StoredObject stored) {
    return new ProtobufReader(StoredObject.type(apiVersion, kind))
        .read(ProtobufEnvelope.open(stored.bytes()).object());
  }

  private static Unstructured served(StoredObject stored) {
    Unstructured served = Unstructured.of(Json.parse(stored.served()));
    served.remove("apiVersion");
    served.remove("kind");
    served.remove("metadata", "resourceVersion");
    return served;
  }
}
