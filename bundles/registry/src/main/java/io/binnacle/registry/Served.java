package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resource type with all that serves it: what the steps of a write need to know.
 *
 * @param type the type
 * @param translator its translator
 * @param cache its cache
 * @param state storage
 * @param admission the chain of admission plugins
 */
record Served(
    ResourceType type,
    Translator translator,
    ResourceCache cache,
    StoredState state,
    AdmissionChain admission) {
  /** An object as storage has it now: its tree in the storage version, and its revision. */
  record Existing(String key, Unstructured object, long revision) {}

  Strategy strategy() {
    return type.strategy();
  }

  String key(String namespace, String name) {
    return type.storagePrefix() + (type.isNamespaced() ? namespace + "/" : "") + name;
  }

  Existing require(String namespace, String name) {
    Existing existing = find(namespace, name);
    if (existing == null) {
      throw StatusException.notFound(type.resource(), name);
    }
    return existing;
  }

  @Nullable Existing find(String namespace, String name) {
    KeyValue stored = state.read(key(namespace, name));
    return stored == null ? null : existing(stored);
  }

  Existing existing(KeyValue stored) {
    return new Existing(
        stored.key(),
        translator.toTree(stored.value(), stored.modRevision()),
        stored.modRevision());
  }

  /** Stores a changed object; null if storage has moved on since {@code existing} was read. */
  @Nullable Existing overwrite(Existing existing, Unstructured object) {
    TxnResult result =
        state.write(
            Txn.update(existing.key(), existing.revision(), translator.toStored(object), 0));
    return result.succeeded() ? written(object, Objects.requireNonNull(result.current())) : null;
  }

  /** What has just been written, without reading it again: the object and its new revision. */
  static Existing written(Unstructured object, KeyValue stored) {
    object.set(Long.toString(stored.modRevision()), "metadata", "resourceVersion");
    return new Existing(stored.key(), object, stored.modRevision());
  }

  /** The object as the request wants to see it. */
  Unstructured answer(RequestContext context, Unstructured object) {
    return translator.toVersion(object, context.version());
  }

  boolean hasStatus() {
    return type.subresources().stream().anyMatch(Subresource.Status.class::isInstance);
  }
}
