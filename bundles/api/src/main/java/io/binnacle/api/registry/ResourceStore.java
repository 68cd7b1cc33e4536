package io.binnacle.api.registry;

import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource type, served: what create, update, patch and delete mean for it, and its cache for
 * reads. An OSGi service with the property {@link #RESOURCE}; it goes when the type goes, and calls
 * to it fail with NotFound from then on. Thread-safe; writes block until they are durable.
 *
 * <p>Every failure is a {@link io.binnacle.api.status.StatusException}; a failed call changed
 * nothing.
 */
public interface ResourceStore {
  /** Service property: the {@link io.binnacle.api.object.GroupResource} as text, {@code pods}. */
  String RESOURCE = "binnacle.resource";

  ResourceType type();

  ResourceCache cache();

  Translator translator();

  /** The newest state of an object, in the request's version, with resourceVersion; NotFound. */
  Unstructured get(RequestContext context, String namespace, String name);

  /**
   * Creates an object.
   *
   * @param body in the request's version; changed by the call
   */
  WriteResult create(RequestContext context, String namespace, Unstructured body);

  /**
   * Creates an object unless there is one of its name. It is no failure if somebody else makes it
   * at the same moment, such as another server on the same storage.
   *
   * @return the object that was there before, in the request's version; null if there was none
   */
  default @Nullable Unstructured createIfMissing(
      RequestContext context, String namespace, Unstructured body) {
    try {
      return get(context, namespace, body.name());
    } catch (StatusException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
    try {
      create(context, namespace, body);
    } catch (StatusException e) {
      if (e.reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
    }
    return null;
  }

  /**
   * Replaces an object. On a subresource only what belongs to that is replaced.
   *
   * @param body in the request's version; changed by the call
   */
  WriteResult update(RequestContext context, String namespace, String name, Unstructured body);

  /** Changes an object as it is now; applied again where it was changed meanwhile. */
  WriteResult patch(RequestContext context, String namespace, String name, Patch patch);

  /**
   * Server-side apply (KEP-555): makes the object, or lays what is wanted over it.
   *
   * @param config what the context's field manager wants, in the request's version, as parsed
   * @param force whether to take fields that other managers own
   * @throws io.binnacle.api.status.StatusException Conflict that names the other owners
   */
  default WriteResult apply(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    throw StatusException.methodNotSupported(type().resource(), "apply");
  }

  WriteResult delete(RequestContext context, String namespace, String name, DeleteOptions options);

  /**
   * As {@link #create}, but without holding a thread while the change is made durable. What is
   * wrong with the request is still thrown at once.
   *
   * @return completes on the caller's thread or on one that must not be held up; fails with what
   *     {@link #create} throws
   */
  default CompletionStage<WriteResult> createAsync(
      RequestContext context, String namespace, Unstructured body) {
    return atOnce(() -> create(context, namespace, body));
  }

  /** As {@link #update}, in the manner of {@link #createAsync}. */
  default CompletionStage<WriteResult> updateAsync(
      RequestContext context, String namespace, String name, Unstructured body) {
    return atOnce(() -> update(context, namespace, name, body));
  }

  /** As {@link #patch}, in the manner of {@link #createAsync}. */
  default CompletionStage<WriteResult> patchAsync(
      RequestContext context, String namespace, String name, Patch patch) {
    return atOnce(() -> patch(context, namespace, name, patch));
  }

  /** As {@link #apply}, in the manner of {@link #createAsync}. */
  default CompletionStage<WriteResult> applyAsync(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    return atOnce(() -> apply(context, namespace, name, config, force));
  }

  /** As {@link #delete}, in the manner of {@link #createAsync}. */
  default CompletionStage<WriteResult> deleteAsync(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    return atOnce(() -> delete(context, namespace, name, options));
  }

  private static CompletionStage<WriteResult> atOnce(Supplier<WriteResult> write) {
    return CompletableFuture.completedFuture(write.get());
  }

  /**
   * Deletes the matching objects one by one; returns them as they were, in the request's version.
   */
  List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options);

  /** A change to an object that is computed from what it is now. */
  interface Patch {
    /**
     * The object after the change.
     *
     * @param current the object in the request's version, a copy that may be changed unless {@link
     *     #leavesCurrent} says that it is not; null if there is none, which a patch that cannot
     *     create answers with NotFound
     * @return the new object, in the request's version
     */
    Unstructured apply(@Nullable Unstructured current);

    /**
     * Whether {@link #apply} changes nothing in the object it is given, which then need not be a
     * copy; the new object may share parts with it.
     */
    default boolean leavesCurrent() {
      return false;
    }

    /**
     * What a client is told whose patch leaves no object of the type.
     *
     * @param patched what {@link #apply} returned
     * @param problem what is wrong with it
     * @return null to tell it as of an update
     */
    default @Nullable StatusException unfit(Unstructured patched, String problem) {
      return null;
    }

    /** Whether the patch makes the object where there is none. */
    default boolean createsMissing() {
      return false;
    }

    /**
     * Whether the result's managedFields are to be taken as they are: the patch has worked them out
     * itself, or is not to be tracked.
     */
    default boolean settlesManagers() {
      return false;
    }

    /** The same change, of which nobody becomes an owner. */
    static Patch untracked(Patch patch) {
      return new Patch() {
        @Override
        public Unstructured apply(@Nullable Unstructured current) {
          return patch.apply(current);
        }

        @Override
        public boolean leavesCurrent() {
          return patch.leavesCurrent();
        }

        @Override
        public @Nullable StatusException unfit(Unstructured patched, String problem) {
          return patch.unfit(patched, problem);
        }

        @Override
        public boolean createsMissing() {
          return patch.createsMissing();
        }

        @Override
        public boolean settlesManagers() {
          return true;
        }
      };
    }
  }
}
