package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.KeptEncodings;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.api.type.Verb;
import io.binnacle.rest.request.Negotiation;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.schema.Conform;
import io.binnacle.schema.openapi.KeptProse;
import io.binnacle.schema.protobuf.ProtobufKind;
import io.binnacle.schema.table.StandardColumns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of a resource type with what answers for it.
 *
 * @param type the type
 * @param version the version
 * @param store its store
 * @param conform checks bodies of the version
 * @param protobuf writes its objects in protobuf, null if they have no such form
 * @param encodings keeps what has been written of stored objects
 * @param columnTexts its Table's columns and what is said of them
 */
public record ServedResource(
    ResourceType type,
    TypeVersion version,
    ResourceStore store,
    Conform conform,
    @Nullable ProtobufKind protobuf,
    KeptEncodings encodings,
    ColumnTexts columnTexts) {
  /** Types whose status is seen as it is, never as a Table. */
  private static final Set<GroupResource> PLAIN_STATUS =
      Set.of(
          new GroupResource("apiextensions.k8s.io", "customresourcedefinitions"),
          new GroupResource("apiregistration.k8s.io", "apiservices"),
          new GroupResource("resource.k8s.io", "resourceclaims"));

  /** All served versions of a type. */
  static List<ServedResource> allOf(ResourceStore store, KeptEncodings encodings, KeptProse prose) {
    ResourceType type = store.type();
    List<ServedResource> result = new ArrayList<>();
    for (TypeVersion version : type.versions()) {
      if (type.isServed(version.name())) {
        result.add(
            new ServedResource(
                type,
                version,
                store,
                Conform.to(version),
                protobuf(type, version),
                encodings,
                columnTexts(version, prose)));
      }
    }
    return result;
  }

  private static ColumnTexts columnTexts(TypeVersion version, KeptProse prose) {
    List<Column> columns =
        version.columns().isEmpty()
            ? List.of(StandardColumns.name(), StandardColumns.age(InstantSource.system()))
            : version.columns();
    return new ColumnTexts(version.schema(), columns, prose);
  }

  private static @Nullable ProtobufKind protobuf(ResourceType type, TypeVersion version) {
    StructType schema = version.schema();
    return !type.isCustom() && ProtobufKind.has(schema)
        ? new ProtobufKind(type.kindIn(version.name()), schema)
        : null;
  }

  public GroupResource resource() {
    return type.resource();
  }

  public GroupVersionKind kind() {
    return type.kindIn(version.name());
  }

  /** What a bookmark carries: nothing but the revision that everything has been sent up to. */
  Unstructured bookmark(long revision, boolean endOfInitialEvents) {
    Unstructured object = Unstructured.create(kind().apiVersion(), kind().kind());
    object.set(Long.toString(revision), "metadata", "resourceVersion");
    if (endOfInitialEvents) {
      object.set("true", "metadata", "annotations", "k8s.io/initial-events-end");
    }
    return object;
  }

  /**
   * The form of an answer that is one object.
   *
   * @param subresource what of it is asked for, "" for the object
   * @throws StatusException NotAcceptable
   */
  OutputFormat objectFormat(Negotiation negotiation, String subresource) {
    return hasTable(subresource)
        ? negotiation.forObjects(false, hasProtobuf())
        : negotiation.forReview(hasProtobuf());
  }

  /** Whether an answer to the subresource can be a Table. */
  private boolean hasTable(String subresource) {
    return switch (subresource) {
      case "approval", "ephemeralcontainers", "resize" -> false;
      case "status" -> !PLAIN_STATUS.contains(resource());
      default -> true;
    };
  }

  public boolean hasProtobuf() {
    return protobuf != null;
  }

  /** The tree of a stored object in the served version. */
  Unstructured tree(LocalObject object) {
    Translator translator = store.translator();
    Unstructured stored = translator.toTree(object);
    return isStorageVersion() ? stored : translator.toVersion(stored, version.name());
  }

  public boolean isStorageVersion() {
    return version.name().equals(type.storageVersion());
  }

  public Optional<Subresource> subresource(String name) {
    for (Subresource subresource : type.subresources()) {
      if (subresource.name().equals(name)) {
        return Optional.of(subresource);
      }
    }
    return Optional.empty();
  }

  /** The verbs that are answered: of a review only create. */
  public Set<Verb> verbs() {
    return type.review().isPresent() ? Set.of(Verb.CREATE) : type.verbs();
  }
}
