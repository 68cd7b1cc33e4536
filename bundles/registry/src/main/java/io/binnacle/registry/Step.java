package io.binnacle.registry;

import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How far a write has come. Creation, modification and deletion decide and say what is to happen
 * next; {@link StepRunner} sees to it, with or without a thread that waits.
 */
sealed interface Step {
  /** The write is over. */
  record Done(WriteResult result) implements Step {}

  /**
   * Storage is to be changed.
   *
   * @param txn the change
   * @param then goes on with its outcome; runs on the engine's thread and must not block
   */
  record Store(Txn txn, Function<TxnResult, Step> then) implements Step {}

  /** Something that may block, or code of a type's that might. */
  record Work(Supplier<Step> work) implements Step {}
}
