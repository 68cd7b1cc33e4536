package io.binnacle.api.storage;

import java.util.concurrent.CompletionStage;

/**
 * Hands every call on to an engine: what serves an engine as a service extends it. As thread-safe
 * as the engine.
 *
 * @param <S> the engine's type
 */
public abstract class ForwardingStorage<S extends Storage> implements Storage {
  private final S engine;

  /**
   * @param engine what does the work
   */
  protected ForwardingStorage(S engine) {
    this.engine = engine;
  }

  /** The engine that does the work. */
  protected final S engine() {
    return engine;
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
  public boolean isShared() {
    return engine.isShared();
  }

  @Override
  public String health() {
    return engine.health();
  }
}
