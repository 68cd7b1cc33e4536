package io.binnacle.cacher;

import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.LabelSelector.Operator;
import io.binnacle.api.selector.LabelSelector.Requirement;
import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * The cache's map and filters. In this package because they are nobody else's business; objects are
 * picked in an order without a pattern, as requests do it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CacheSteps {
  private static final int STRIDE = 7919;

  @Param({"10000", "1000000"})
  int objects;

  private final WatchFilter byLabel =
      new WatchFilter(
          "",
          new LabelSelector(List.of(new Requirement("shard", Operator.IN, Set.of("7")))),
          FieldSelector.EVERYTHING);
  private final WatchFilter byField =
      new WatchFilter(
          "",
          LabelSelector.EVERYTHING,
          new FieldSelector(List.of(new FieldSelector.Term("spec.nodeName", "node-7", true))));

  private List<LocalObject> all;
  private ObjectTree tree;
  private int next;

  @Setup
  public void prepare() {
    all = new ArrayList<>(objects);
    for (int i = 0; i < objects; i++) {
      all.add(object(i));
    }
    tree = ObjectTree.of(all);
  }

  private static LocalObject object(int number) {
    String name = String.format("object-%07d", number);
    String start = "{\"metadata\":{\"resourceVersion\":\"";
    byte[] json = (start + "1\",\"uid\":\"u\"}}").getBytes(StandardCharsets.US_ASCII);
    return new LocalObject(
        "/registry/pods/bench/" + name,
        "bench",
        name,
        "u",
        1,
        Map.of("app", "bench", "shard", Integer.toString(number % 10)),
        Map.of("metadata.name", name, "spec.nodeName", "node-" + number % 100),
        json,
        start.length(),
        start.length() + 1);
  }

  private LocalObject any() {
    next = (next + STRIDE) % objects;
    return all.get(next);
  }

  @Benchmark
  public Object get() {
    return tree.get(any().key());
  }

  @Benchmark
  public Object replace() {
    tree = tree.with(any());
    return tree;
  }

  @Benchmark
  public Object removeAndInsert() {
    LocalObject object = any();
    tree = tree.without(object.key()).with(object);
    return tree;
  }

  /** A page's worth, from anywhere. */
  @Benchmark
  public int list500() {
    int length = 0;
    int start = tree.rank(any().key());
    for (LocalObject object :
        new ObjectRange(tree, start, Math.min(500, objects - start), read -> {})) {
      length += object.json().length;
    }
    return length;
  }

  @Benchmark
  public boolean matchLabel() {
    return byLabel.passes(any());
  }

  @Benchmark
  public boolean matchField() {
    return byField.passes(any());
  }
}
