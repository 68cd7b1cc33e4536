package io.binnacle.storage.etcd;

import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.Storage;
import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.storage.WatchHandle;
import io.binnacle.api.storage.WatchListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Serves an {@link EtcdStorage} as a service. The configuration {@value #PID} has
 *
 * <ul>
 *   <li>{@code servers}: the members' URLs, an array or separated by commas
 *   <li>{@code prefix}: where keys lie, {@code /registry} by default
 *   <li>{@code caFile}, {@code certFile}, {@code keyFile}: PEM files for https
 *   <li>{@code compactionIntervalSeconds}: 300 by default, 0 for never
 * </ul>
 *
 * Without one there is no service. One that can't be used makes the activation fail with an {@link
 * IllegalArgumentException}; a cluster that can't be reached does not.
 */
@Component(
    service = Storage.class,
    immediate = true,
    configurationPid = EtcdStorageComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EtcdStorageComponent implements Storage {
  /** The configuration's name. */
  public static final String PID = "io.binnacle.storage.etcd";

  private static final long COMPACTION_SECONDS = 300;

  private final EtcdStorage engine;

  @Activate
  public EtcdStorageComponent(Map<String, Object> configuration) {
    engine = EtcdStorage.open(options(configuration));
  }

  static EtcdOptions options(Map<String, Object> configuration) {
    try {
      String prefix = text(configuration, "prefix");
      return new EtcdOptions(
          EtcdOptions.servers(servers(configuration.get("servers"))),
          KeySpace.ofPrefix(prefix.isBlank() ? KeySpace.CALLERS : prefix),
          new TlsFiles(
              text(configuration, "caFile"),
              text(configuration, "certFile"),
              text(configuration, "keyFile")),
          Duration.ofSeconds(seconds(configuration.get("compactionIntervalSeconds"))),
          EtcdOptions.PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PID + ": " + e.getMessage(), e);
    }
  }

  private static List<String> servers(Object value) {
    if (value instanceof String[] many) {
      return Arrays.asList(many);
    }
    return value instanceof String text ? Arrays.asList(text.split(",")) : List.of();
  }

  private static String text(Map<String, Object> configuration, String name) {
    Object value = configuration.get(name);
    return value == null ? "" : value.toString();
  }

  private static long seconds(Object value) {
    return value == null ? COMPACTION_SECONDS : Long.parseLong(value.toString());
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
    return engine.storedForm();
  }

  @Override
  public String health() {
    return engine.health();
  }
}
