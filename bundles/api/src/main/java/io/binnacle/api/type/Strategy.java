package io.binnacle.api.type;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resource type does beyond being stored. All objects are in the storage version. Every
 * method has a default that suits a plain type. Thread-safe.
 */
public interface Strategy {
  /**
   * Fills in defaults that the schema does not declare. Run after decoding, and again after
   * reading.
   */
  default void applyDefaults(Unstructured object) {}

  /** Before a create, after defaulting and mutation: what the server decides, not the client. */
  default void prepareForCreate(RequestContext context, Unstructured object) {}

  /** Before an update; {@code context.subresource()} tells which part is written. */
  default void prepareForUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {}

  /**
   * Paths of what a write can't change, such as {@code metadata.labels}: it is put back before
   * {@link #prepareForUpdate}, and nobody comes to own it by such a write. What the subresources
   * say need not be repeated: {@code status} is not written through an object that has that
   * subresource, nor {@code spec} through its status.
   *
   * @param subresource what is written, "" for the object itself
   */
  default Set<String> resetFields(String subresource) {
    return Set.of();
  }

  /** What is wrong with a new object, beyond its schema and its metadata. */
  default List<FieldError> validate(RequestContext context, Unstructured object) {
    return List.of();
  }

  /** What is wrong with a change; the default asks {@link #validate}. */
  default List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return validate(context, object);
  }

  /** Says what is wrong with a name, null if nothing; the default is an RFC 1123 subdomain. */
  default @Nullable String checkName(String name, boolean generatePrefix) {
    return Names.subdomain(name, generatePrefix);
  }

  /** Whether a finalizer's name may be one that is neither a standard nor a qualified one. */
  default boolean allowsPlainFinalizers() {
    return false;
  }

  /** Whether PUT and apply on a missing object create it. */
  default boolean allowsCreateOnUpdate() {
    return false;
  }

  /** Whether an update without a resourceVersion is taken. */
  default boolean allowsUnconditionalUpdate() {
    return true;
  }

  /**
   * Seconds that an object stays, marked as being deleted, before it goes; 0: at once.
   *
   * @param options what the client asked for
   */
  default long gracePeriodSeconds(Unstructured object, DeleteOptions options) {
    return 0;
  }

  /**
   * Whether an object that is being deleted must stay although it has no finalizers and no grace
   * period is left, as a namespace does while its {@code spec.finalizers} are not empty.
   */
  default boolean isHeldBack(Unstructured object) {
    return false;
  }

  /**
   * Whether a delete that does not say what becomes of dependents leaves them alone. They are then
   * cut loose by whoever removes the finalizer {@code orphan}.
   */
  default boolean orphansDependents() {
    return false;
  }

  /** Texts for a client that deletes, such as that dependents stay. */
  default List<String> deletionWarnings(DeleteOptions options) {
    return List.of();
  }

  /** Before an object is marked as being deleted; not called where it goes at once. */
  default void prepareForDelete(RequestContext context, Unstructured object) {}

  /**
   * Whether an object that goes at once is still marked first, so that watchers see it being
   * deleted before it is gone: types with a grace period.
   */
  default boolean marksBeforeDelete() {
    return false;
  }

  /** Whether a delete is answered with the object as it was last, not with a mere Status. */
  default boolean returnsDeletedObject() {
    return false;
  }

  /** Texts for the client, such as that a field is deprecated. */
  default List<String> warnings(RequestContext context, Unstructured object) {
    return List.of();
  }

  /** Whether metadata.generation counts changes of all but metadata and status. */
  default boolean tracksGeneration() {
    return true;
  }

  /**
   * How many seconds an object lives after it was last written; 0: until it is deleted. It then
   * goes as if deleted at once, whatever finalizers it has.
   */
  default long ttlSeconds(Unstructured object) {
    return 0;
  }

  /** The values of the type's selectable fields for an object, beside name and namespace. */
  default Map<String, String> selectableFields(Unstructured object) {
    return Map.of();
  }

  /**
   * After an object has gone from storage, or was refused after {@link #prepareForCreate}: gives
   * back what it held.
   */
  default void afterDelete(RequestContext context, Unstructured object) {}
}
