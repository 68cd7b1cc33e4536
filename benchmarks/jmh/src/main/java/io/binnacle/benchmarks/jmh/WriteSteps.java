package io.binnacle.benchmarks.jmh;

import io.binnacle.api.schema.StructType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.Defaults;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.patch.MergePatch;
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

/** What a write does with an object, step by step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WriteSteps {
  @Param Sample sample;

  private byte[] json;
  private byte[] patch;
  private Map<String, Object> tree;
  private StructType schema;
  private Conform conform;

  @Setup
  public void prepare() {
    json = sample.json();
    patch = sample.patch();
    tree = sample.tree();
    schema = sample.schema();
    conform = Conform.to(schema);
  }

  @Benchmark
  public Object decode() {
    return Json.parse(json);
  }

  @Benchmark
  public byte[] encode() {
    return Json.write(tree);
  }

  @Benchmark
  public Object conformWithDefaults() {
    Map<String, Object> conformed = conform.apply(tree).tree();
    Defaults.apply(schema, conformed);
    return conformed;
  }

  @Benchmark
  public Object mergePatch() {
    return MergePatch.apply(tree, MergePatch.parse(patch));
  }

  @Benchmark
  public Object strategicMergePatch() {
    return StrategicMergePatch.apply(schema, tree, StrategicMergePatch.parse(patch));
  }
}
