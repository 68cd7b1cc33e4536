package io.binnacle.cacher;

import io.binnacle.api.storage.Storage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks storage how far it is, once for many readers: one question for its revision and one for
 * progress are under way at a time. Shared by the caches of all types. Thread-safe.
 */
final class StorageProgress {
  private static final long REPEAT_AFTER = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long ANSWER_SECONDS = 10;

  private final Storage storage;
  private @Nullable CompletableFuture<Long> next;
  private boolean reading;
  private boolean asked;
  private boolean askAgain;
  private long askedAt;

  StorageProgress(Storage storage) {
    this.storage = storage;
  }

  /**
   * Storage's revision at some moment after this call. A question that is under way may have been
   * answered before the call, so later callers share the one after it.
   */
  CompletionStage<Long> currentRevision() {
    CompletableFuture<Long> mine;
    synchronized (this) {
      if (reading) {
        if (next == null) {
          next = new CompletableFuture<>();
        }
        return next;
      }
      reading = true;
      mine = new CompletableFuture<>();
    }
    read(mine);
    return mine;
  }

  private void read(CompletableFuture<Long> answer) {
    storage
        .currentRevision()
        .toCompletableFuture()
        .copy()
        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .whenComplete(
            (revision, failure) -> {
              CompletableFuture<Long> following;
              synchronized (this) {
                following = next;
                next = null;
                reading = following != null;
              }
              if (following != null) {
                read(following);
              }
              if (failure == null) {
                answer.complete(revision);
              } else {
                answer.completeExceptionally(failure);
              }
            });
  }

  /**
   * Asks that watches be told how far they are, now or as soon as the last question is answered.
   */
  void ask() {
    synchronized (this) {
      if (asked) {
        askAgain = true;
        return;
      }
      asked = true;
      askedAt = System.nanoTime();
    }
    storage.requestProgress();
  }

  /** Asks again while readers wait, as a question may have been lost with its connection. */
  void askAnew() {
    synchronized (this) {
      if (asked && System.nanoTime() - askedAt < REPEAT_AFTER) {
        return;
      }
      asked = true;
      askAgain = false;
      askedAt = System.nanoTime();
    }
    storage.requestProgress();
  }

  /** A watch has been told. */
  void told() {
    synchronized (this) {
      asked = askAgain;
      if (!askAgain) {
        return;
      }
      askAgain = false;
      askedAt = System.nanoTime();
    }
    storage.requestProgress();
  }
}
