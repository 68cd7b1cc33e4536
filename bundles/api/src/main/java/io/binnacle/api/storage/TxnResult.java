package io.binnacle.api.storage;

import org.jspecify.annotations.Nullable;

/**
 * How a transaction ended.
 *
 * @param succeeded whether the condition held (deleting a missing key with {@link Txn#ANY} holds
 *     and changes nothing)
 * @param revision the revision of the change; where nothing changed, the store's revision when it
 *     was decided
 * @param current the key after a successful write; the deleted key after a delete; the key as it is
 *     where the condition did not hold; null where there is none
 */
public record TxnResult(boolean succeeded, long revision, @Nullable KeyValue current) {}
