package io.binnacle.benchmarks.storage;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.Txn;
import io.binnacle.storage.embedded.EmbeddedOptions;
import io.binnacle.storage.embedded.EmbeddedStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The project's own log: the bundle storage-embedded as it is. */
final class BinnacleEngine implements EngineUnderTest {
  private final EmbeddedStorage storage;

  BinnacleEngine(Path dir) {
    storage =
        EmbeddedStorage.open(dir, EmbeddedOptions.defaults().withCompactionInterval(Duration.ZERO));
  }

  @Override
  public void commit(List<Put> group) {
    group.stream()
        .map(put -> storage.txn(new Txn(put.key(), Txn.ANY, put.value(), 0)).toCompletableFuture())
        .toList()
        .forEach(done -> done.join());
  }

  @Override
  public long readAll() {
    return storage
        .range(RangeRequest.prefix("/", 0, 0))
        .toCompletableFuture()
        .join()
        .items()
        .size();
  }

  @Override
  public void compact() {
    long newest = storage.currentRevision().toCompletableFuture().join();
    storage.compact(newest).toCompletableFuture().join();
    // The files are rewritten behind the answer; a second compaction waits for that.
    storage.compact(newest).toCompletableFuture().join();
  }

  @Override
  public void close() {
    storage.close();
  }
}
