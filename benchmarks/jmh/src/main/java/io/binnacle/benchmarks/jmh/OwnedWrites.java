package io.binnacle.benchmarks.jmh;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.ownership.FieldOwnership;
import io.binnacle.schema.ownership.ManagedFields;
import io.binnacle.schema.ownership.OwnershipRequest;
import io.binnacle.schema.patch.StrategicMergePatch;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole writes from a body and a stored object to the bytes to be stored, ownership included, but
 * without admission, validation and storage.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OwnedWrites {
  @Param Sample sample;

  private byte[] stored;
  private byte[] changed;
  private byte[] patch;
  private byte[] config;
  private StructType schema;
  private Conform conform;
  private FieldOwnership ownership;

  @Setup
  public void prepare() {
    schema = sample.schema();
    conform = Conform.to(schema);
    ownership =
        FieldOwnership.of(
            Unstructured.of(sample.tree()).kind(), version -> schema, (object, version) -> object);
    patch = sample.patch();
    Map<String, Object> applied = StrategicMergePatch.parse(patch);
    Unstructured named = Unstructured.of(applied);
    named.set("v1", "apiVersion");
    named.set(Unstructured.of(sample.tree()).kind(), "kind");
    named.set("sample", "metadata", "name");
    named.set("bench", "metadata", "namespace");
    config = Json.write(applied);
    Unstructured first = settled(sample.tree());
    ownership.afterUpdate(request("creator"), null, first, null);
    stored = Json.write(first.content());
    changed =
        Json.write(
            StrategicMergePatch.apply(schema, sample.tree(), StrategicMergePatch.parse(patch)));
  }

  private static OwnershipRequest request(String manager) {
    return new OwnershipRequest("v1", "", manager, Map.of(), "2026-01-01T00:00:00Z");
  }

  private Unstructured settled(Map<String, Object> tree) {
    Unstructured object = new Unstructured(conform.apply(tree).tree());
    Defaults.apply(schema, object.content());
    return object;
  }

  private static Unstructured read(byte[] text) {
    return Unstructured.of(Json.parse(text));
  }

  private byte[] recorded(Unstructured live, Unstructured sent) {
    ownership.afterUpdate(request("writer"), live, sent, ManagedFields.of(sent));
    return Json.write(sent.content());
  }

  @Benchmark
  public byte[] update() {
    return recorded(read(stored), settled(read(changed).content()));
  }

  @Benchmark
  public byte[] strategicMergePatch() {
    Unstructured live = read(stored);
    return recorded(
        live,
        settled(
            StrategicMergePatch.apply(
                schema, live.deepCopy().content(), StrategicMergePatch.parse(patch))));
  }

  @Benchmark
  public byte[] apply() {
    Unstructured merged = ownership.apply(request("applier"), read(stored), read(config), true);
    return Json.write(settled(merged.content()).content());
  }
}
