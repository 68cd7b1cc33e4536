package io.binnacle.storage.etcd;

import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StorageContractTest;
import io.binnacle.storage.etcd.testing.EtcdProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real etcd, a new one for each test, with keys under another root. */
class EtcdStorageContractTest extends StorageContractTest {
  @TempDir Path dir;
  private EtcdProcess etcd;
  private int stores;

  @Override
  protected Storage openEmpty() {
    if (etcd != null) {
      etcd.close();
    }
    etcd = EtcdProcess.single(dir.resolve("etcd" + stores++));
    return open();
  }

  private Storage open() {
    return EtcdStorage.open(
        new EtcdOptions(
            EtcdOptions.servers(List.of(etcd.url())),
            new KeySpace("", "/elsewhere"),
            TlsFiles.NONE,
            Duration.ZERO,
            EtcdOptions.PATIENCE));
  }

  /** Each takes a sync or more. */
  @Override
  protected int steps() {
    return 700;
  }

  @Override
  protected Storage reopen(Storage open) {
    ((EtcdStorage) open).close();
    return open();
  }

  @Override
  protected void close(Storage open) {
    ((EtcdStorage) open).close();
    etcd.close();
  }
}
