package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.ownership.FieldOwnership;
import io.binnacle.schema.ownership.FieldPath;
import io.binnacle.schema.ownership.FieldSet;
import io.binnacle.schema.ownership.ManagedFields;
import io.binnacle.schema.ownership.OwnershipRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which fields of one type's objects: each write of them is recorded in their
 * managedFields. Thread-safe.
 */
final class FieldTracking {
  private final ResourceType type;
  private final Translator translator;
  private final FieldOwnership ownership;
  private final Map<String, TypeVersion> versions = new HashMap<>();
  private final Map<String, Map<String, FieldSet>> resetFields = new ConcurrentHashMap<>();
  private final Timestamp clock = new Timestamp();

  FieldTracking(ResourceType type, Translator translator) {
    this.type = type;
    this.translator = translator;
    for (TypeVersion version : type.versions()) {
      versions.put(apiVersion(version.name()), version);
    }
    this.ownership = FieldOwnership.of(type.kind(), this::schema, this::convert);
  }

  /** Records a create, an update or a patch in {@code updated}; see {@link FieldOwnership}. */
  void afterUpdate(
      RequestContext context,
      @Nullable Unstructured live,
      Unstructured updated,
      @Nullable Object given) {
    ownership.afterUpdate(request(context), live, updated, given);
  }

  /** Merges a configuration into what there is; see {@link FieldOwnership}. */
  Unstructured apply(
      RequestContext context, @Nullable Unstructured live, Unstructured config, boolean force) {
    return ownership.apply(request(context), live, config, force);
  }

  /** Lets admission change the object, but not break its managedFields. */
  static void mutate(Served served, AdmissionReview review, Unstructured object) {
    Object before = ManagedFields.of(object);
    served.admission().mutate(review);
    Object after = ManagedFields.of(object);
    if (after == before || ManagedFields.complaint(after) == null) {
      return;
    }
    if (before == null) {
      object.remove("metadata", "managedFields");
    } else {
      object.set(before, "metadata", "managedFields");
    }
  }

  private OwnershipRequest request(RequestContext context) {
    return new OwnershipRequest(
        apiVersion(context.version()),
        context.subresource(),
        context.fieldManager(),
        resetFields.computeIfAbsent(context.subresource(), this::resetFieldsOf),
        clock.now());
  }

  private Map<String, FieldSet> resetFieldsOf(String subresource) {
    Set<String> paths = new HashSet<>(type.strategy().resetFields(subresource));
    if (subresource.equals("status")) {
      paths.add("spec");
    } else if (Served.hasStatus(type)) {
      paths.add("status");
    }
    FieldSet set =
        FieldSet.of(
            paths.stream()
                .map(path -> FieldPath.of(path.split("\\.", -1)))
                .toArray(FieldPath[]::new));
    Map<String, FieldSet> result = new HashMap<>();
    versions.keySet().forEach(version -> result.put(version, set));
    return Map.copyOf(result);
  }

  private String apiVersion(String version) {
    return type.kindIn(version).apiVersion();
  }

  private @Nullable StructType schema(String apiVersion) {
    TypeVersion version = versions.get(apiVersion);
    return version == null ? null : version.schema();
  }

  private @Nullable Unstructured convert(Unstructured object, String apiVersion) {
    TypeVersion version = versions.get(apiVersion);
    return version == null ? null : translator.toVersion(object, version.name());
  }

  /** The entries as the client sent them, which conforming would not leave as they are. */
  static @Nullable Object given(Unstructured body) {
    return ManagedFields.of(body);
  }
}
