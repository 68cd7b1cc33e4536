package io.binnacle.storage.embedded;

import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageContractTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with files so small that segments end and snapshots are written all the time. */
class EmbeddedStorageContractTest extends StorageContractTest {
  @TempDir Path dir;
  private final AtomicLong nanos = new AtomicLong();
  private int stores;

  @Override
  protected Storage openEmpty() {
    stores++;
    return open();
  }

  @Override
  protected Storage reopen(Storage open) {
    close(open);
    return open();
  }

  private EmbeddedStorage open() {
    return EmbeddedStorage.open(
        dir.resolve("store" + stores),
        EmbeddedOptions.defaults()
            .withFileSizes(8 << 10, 12 << 10)
            .withLeaseClock(nanos::get, Duration.ofMillis(10)));
  }

  @Override
  protected void close(Storage open) {
    ((EmbeddedStorage) open).close();
  }

  @Override
  protected void passTime(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
