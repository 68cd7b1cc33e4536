package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.Subresource;
import io.binnacle.rest.request.WriteOptions;
import io.binnacle.schema.ownership.FieldOwnership;
import io.binnacle.schema.ownership.FieldPath;
import io.binnacle.schema.ownership.ManagedFields;
import io.binnacle.schema.ownership.OwnershipRequest;
import io.binnacle.schema.ownership.ScaleOwnership;
import io.binnacle.schema.ownership.VersionConverter;
import io.binnacle.schema.table.TypeTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who owns an object's number of replicas, seen from its Scale and carried back. One a request. */
final class ScaleManagers {
  static final StructType SCHEMA = TypeTables.common().struct("io.k8s.api.autoscaling.v1.Scale");

  private static final String VERSION = ScaleResource.KIND.apiVersion();
  private static final FieldOwnership OWNERSHIP =
      FieldOwnership.of(
          ScaleResource.KIND.kind(),
          version -> version.equals(VERSION) ? SCHEMA : null,
          VersionConverter.NONE);

  private final String apiVersion;
  private final OwnershipRequest request;
  private final ScaleOwnership paths;

  ScaleManagers(ServedResource resource, Subresource.Scale scale, WriteOptions options) {
    this.apiVersion = resource.kind().apiVersion();
    this.request =
        new OwnershipRequest(
            VERSION,
            scale.name(),
            options.fieldManager(),
            Map.of(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    FieldPath replicas = FieldPath.of(ScaleResource.path(scale.specReplicas()));
    Map<String, FieldPath> byVersion = new HashMap<>();
    resource
        .type()
        .versions()
        .forEach(
            version ->
                byVersion.put(resource.type().kindIn(version.name()).apiVersion(), replicas));
    this.paths = new ScaleOwnership(byVersion);
  }

  /** Gives the view of an object the managers of the number. */
  Unstructured seen(Unstructured object, Unstructured view) {
    view.set(paths.toScale(ManagedFields.of(object)), "metadata", "managedFields");
    return view;
  }

  void update(Unstructured seen, Unstructured wanted, @Nullable Object given) {
    OWNERSHIP.afterUpdate(request, seen, wanted, given);
  }

  Unstructured apply(Unstructured seen, Unstructured config, boolean force) {
    return OWNERSHIP.apply(request, seen, config, force);
  }

  /** Puts what became of the managers into the object. */
  void carry(Unstructured scale, Unstructured object) {
    var entries = paths.toParent(ManagedFields.of(object), ManagedFields.of(scale), apiVersion);
    if (entries.isEmpty()) {
      object.remove("metadata", "managedFields");
    } else {
      object.set(entries, "metadata", "managedFields");
    }
  }
}
