package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionChain;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import java.util.Objects;
import java.util.function.BiFunction;
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
  /**
   * An object as storage has it now.
   *
   * @param object its tree in the storage version
   * @param json the same as the bytes that clients get, where they are at hand; not to be changed
   */
  record Existing(String key, Unstructured object, long revision, byte @Nullable [] json) {
    Existing(String key, Unstructured object, long revision) {
      this(key, object, revision, null);
    }
  }

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

  /** Whether storage has the object as it was read, and not yet another or none. */
  boolean isNewest(Existing existing) {
    KeyValue stored = state.read(existing.key());
    return stored != null && stored.modRevision() == existing.revision();
  }

  Existing existing(KeyValue stored) {
    try {
      return new Existing(
          stored.key(),
          translator.toTree(stored.value(), stored.modRevision()),
          stored.modRevision());
    } catch (TranslationException e) {
      throw StatusException.internalError(
          "what is stored at " + stored.key() + " can't be decoded: " + e.getMessage());
    }
  }

  /**
   * The object as the cache has it, which may be behind storage; where the cache can't tell, as
   * storage has it. A write may begin with it: what it changes in storage depends on the revision.
   */
  @Nullable Existing guess(String namespace, String name) {
    LocalObject cached = cache.isReady() ? cached(namespace, name) : null;
    return cached == null
        ? find(namespace, name)
        : new Existing(cached.key(), translator.toTree(cached), cached.revision(), cached.json());
  }

  private @Nullable LocalObject cached(String namespace, String name) {
    try {
      return cache.snapshot(ReadFreshness.ANY).get(namespace, name);
    } catch (StatusException notNow) {
      return null;
    }
  }

  /** The lease that an object is to be written with, 0 for none. */
  long lease(Unstructured object) {
    return state.lease(strategy().ttlSeconds(object));
  }

  /** An object that has just been written. */
  Existing existing(Unstructured object, TxnResult written) {
    KeyValue now = Objects.requireNonNull(written.current());
    object.set(Long.toString(now.modRevision()), "metadata", "resourceVersion");
    return new Existing(now.key(), object, now.modRevision());
  }

  /**
   * Stores a changed object.
   *
   * @param then goes on with the bytes stored
   * @param movedOn goes on if storage has moved on since {@code existing} was read
   */
  Step overwrite(
      Existing existing,
      Unstructured object,
      BiFunction<byte[], TxnResult, Step> then,
      Step movedOn) {
    byte[] stored = translator.toStored(object);
    return new Step.Store(
        Txn.update(existing.key(), existing.revision(), stored, lease(object)),
        result -> result.succeeded() ? then.apply(stored, result) : movedOn);
  }

  /**
   * The last step of a write that stored {@code object} as {@code stored}: nothing is read again.
   */
  Step written(
      RequestContext context,
      Unstructured object,
      byte[] stored,
      TxnResult result,
      Outcome outcome) {
    long revision = Objects.requireNonNull(result.current()).modRevision();
    object.set(Long.toString(revision), "metadata", "resourceVersion");
    if (context.version().equals(type.storageVersion())) {
      return new Step.Done(new WriteResult(object, outcome, translator.toJson(stored, revision)));
    }
    return new Step.Work(() -> new Step.Done(new WriteResult(answer(context, object), outcome)));
  }

  /** The result of a write that left all as it was. */
  WriteResult unchanged(RequestContext context, Existing existing, Unstructured object) {
    boolean asStored = context.version().equals(type.storageVersion());
    return new WriteResult(
        answer(context, object), Outcome.UNCHANGED, asStored ? existing.json() : null);
  }

  /** The object as the request wants to see it. */
  Unstructured answer(RequestContext context, Unstructured object) {
    return translator.toVersion(object, context.version());
  }

  /** The kind that messages about bad objects name: that of the group that stores them. */
  GroupVersionKind refusedKind(String version) {
    return type.storedKind().map(StoredKind::kind).orElseGet(() -> type.kindIn(version));
  }

  boolean hasStatus() {
    return hasStatus(type);
  }

  static boolean hasStatus(ResourceType type) {
    return type.subresources().stream().anyMatch(Subresource.Status.class::isInstance);
  }
}
