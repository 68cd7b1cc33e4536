package io.binnacle.benchmarks.jmh;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
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

/** From stored bytes to the local form and back, for what either engine stores. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TranslateSteps {
  @Param Sample sample;
  @Param StoredForm form;

  private Translator translator;
  private String key;
  private byte[] stored;
  private Unstructured tree;

  @Setup
  public void prepare() {
    translator = sample.translator(form);
    key = sample.key();
    stored = sample.stored(form);
    tree = Unstructured.of(sample.tree());
  }

  @Benchmark
  public LocalObject toLocal() {
    return translator.toLocal(key, stored, 123_456);
  }

  @Benchmark
  public byte[] toStored() {
    return translator.toStored(tree);
  }
}
