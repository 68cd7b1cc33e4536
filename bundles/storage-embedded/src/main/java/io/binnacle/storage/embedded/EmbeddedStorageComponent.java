package io.binnacle.storage.embedded;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Serves an {@link EmbeddedStorage} as a service. The configuration {@value #PID} names the folder
 * in {@code dataDir}; without one there is no service. Its {@code compactionIntervalSeconds} (a
 * number, 300 unless set, 0 for never) says how long history is kept at least. A folder that can't
 * be opened makes the activation fail with {@link io.binnacle.api.storage.StorageException}.
 */
@Component(
    service = Storage.class,
    immediate = true,
    configurationPid = EmbeddedStorageComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EmbeddedStorageComponent implements Storage {
  /** The configuration's name. */
  public static final String PID = "io.binnacle.storage.embedded";

  private final EmbeddedStorage engine;

  @Activate
  public EmbeddedStorageComponent(Map<String, Object> configuration) {
    if (!(configuration.get("dataDir") instanceof String dir) || dir.isBlank()) {
      throw new IllegalArgumentException(PID + ": dataDir is not set");
    }
    engine = EmbeddedStorage.open(Path.of(dir), options(configuration));
  }

  private static EmbeddedOptions options(Map<String, Object> configuration) {
    Object seconds = configuration.get("compactionIntervalSeconds");
    if (seconds == null) {
      return EmbeddedOptions.defaults();
    }
    if (!(seconds instanceof Number number) || number.longValue() < 0) {
      throw new IllegalArgumentException(
          PID + ": compactionIntervalSeconds must be 0 or more: " + seconds);
    }
    return EmbeddedOptions.defaults()
        .withCompactionInterval(Duration.ofSeconds(number.longValue()));
  }

  @Deactivate
  void close() {
    engine.close();
  }

  @Override
  public CompletionStage<Long> currentRevision() {
    return engine.currentRevision();
  }

  @Override
  public CompletionStage<RangeResult> range(RangeRequest request) {
    return engine.range(request);
  }

  @Override
  public CompletionStage<TxnResult> txn(Txn txn) {
    return engine.txn(txn);
  }

  @Override
  public WatchHandle watch(String prefix, long fromRevision, WatchListener listener) {
    return engine.watch(prefix, fromRevision, listener);
  }

  @Override
  public CompletionStage<Void> compact(long revision) {
    return engine.compact(revision);
  }

  @Override
  public CompletionStage<Long> compactedRevision() {
    return engine.compactedRevision();
  }

  @Override
  public CompletionStage<Long> grantLease(long ttlSeconds) {
    return engine.grantLease(ttlSeconds);
  }

  @Override
  public CompletionStage<Void> keepAlive(long lease) {
    return engine.keepAlive(lease);
  }

  @Override
  public CompletionStage<Void> revokeLease(long lease) {
    return engine.revokeLease(lease);
  }

  @Override
  public void requestProgress() {
    engine.requestProgress();
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.LOCAL;
  }

  @Override
  public String health() {
    return engine.health();
  }
}
