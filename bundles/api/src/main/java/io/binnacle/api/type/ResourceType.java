package io.binnacle.api.type;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A resource type. Register one as an OSGi service and it is served: paths, discovery, OpenAPI,
 * storage, watches. Withdraw it and it goes; its data stays for when it comes back. Built-in types
 * have no other way in.
 *
 * <p>Immutable; what it answers may be kept.
 */
public interface ResourceType {
  /** Group and plural. */
  GroupResource resource();

  String kind();

  default String singular() {
    return kind().toLowerCase(Locale.ROOT);
  }

  default List<String> shortNames() {
    return List.of();
  }

  default List<String> categories() {
    return List.of();
  }

  boolean isNamespaced();

  /**
   * The versions, best first. At least one. All are served but those that {@link #isServed} takes
   * out.
   */
  List<TypeVersion> versions();

  /** Whether a version has paths; one that has none is only there for what is stored in it. */
  default boolean isServed(String version) {
    return true;
  }

  /**
   * Whether it was defined by a CustomResourceDefinition: kube-apiserver answers some mistakes in
   * other words then, and takes neither protobuf nor strategic merge patches.
   */
  default boolean isCustom() {
    return false;
  }

  /** The version that is stored, one of {@link #versions}. */
  default String storageVersion() {
    return versions().get(0).name();
  }

  /** The kind that stored bytes are of, where it is not that of {@link #storageVersion}. */
  default Optional<StoredKind> storedKind() {
    return Optional.empty();
  }

  /** How its objects are stored, where the author wants other bytes than the server's own. */
  default Optional<StorageCodec> codec() {
    return Optional.empty();
  }

  default Set<Verb> verbs() {
    return Set.of(Verb.values());
  }

  default Strategy strategy() {
    return new Strategy() {};
  }

  default List<Subresource> subresources() {
    return List.of();
  }

  /** The start of its storage keys, such as {@code /registry/pods/}; ends with a slash. */
  default String storagePrefix() {
    return "/registry/"
        + (resource().group().isEmpty() ? "" : resource().group() + "/")
        + resource().resource()
        + "/";
  }

  /** Keys that field selectors may use, beside metadata.name and metadata.namespace. */
  default Set<String> selectableFields() {
    return Set.of();
  }

  /** Where its group stands in discovery: higher comes first. */
  default int groupPriority() {
    return 1000;
  }

  /**
   * For a type that is never stored: answers its create. Such a type has no other verb and no
   * storage.
   */
  default Optional<Review> review() {
    return Optional.empty();
  }

  /** The kind in one of the versions. */
  default GroupVersionKind kindIn(String version) {
    return new GroupVersionKind(resource().group(), version, kind());
  }

  /**
   * What clients of a version are warned of with every answer, such as {@code v1 Endpoints is
   * deprecated in v1.33+}; "" for nothing.
   */
  default String deprecation(String version) {
    return "";
  }

  /** The version by name. */
  default Optional<TypeVersion> version(String name) {
    for (TypeVersion version : versions()) {
      if (version.name().equals(name)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Answers the create of a type that is not stored, such as a SubjectAccessReview. */
  interface Review {
    Unstructured review(RequestContext context, String namespace, Unstructured body);
  }
}
