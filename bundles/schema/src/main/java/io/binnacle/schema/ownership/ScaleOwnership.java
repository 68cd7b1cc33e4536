package io.binnacle.schema.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries the ownership of the number of replicas between an object and its subresource {@code
 * scale}, where it is {@code .spec.replicas} of {@code autoscaling/v1}. A write of scale takes the
 * object's entries by {@link #toScale}, lets {@link FieldOwnership} of Scale work on them, and puts
 * the result back by {@link #toParent}.
 */
public final class ScaleOwnership {
  private static final String VERSION = "autoscaling/v1";
  private static final FieldPath REPLICAS = FieldPath.of("spec", "replicas");

  private final Map<String, FieldPath> paths;

  /**
   * @param paths where the number stands in the object, by its API version
   */
  public ScaleOwnership(Map<String, FieldPath> paths) {
    this.paths = Map.copyOf(paths);
  }

  /** The object's entries as those of its Scale: of whoever owns the number. */
  public List<@Nullable Object> toScale(@Nullable Object managedFields) {
    Managers result = new Managers();
    Managers.ofStored(managedFields)
        .owned()
        .forEach(
            (who, owned) -> {
              FieldPath path = paths.get(owned.apiVersion());
              if (path != null && owned.set().has(path)) {
                result
                    .owned()
                    .put(who, new OwnedFields(FieldSet.of(REPLICAS), VERSION, owned.time(), null));
              }
            });
    return result.entries();
  }

  /**
   * The object's entries after its Scale was written.
   *
   * @param managedFields the object's entries before
   * @param scaleFields the Scale's entries after
   * @param apiVersion the object's version in the request, such as {@code apps/v1}
   */
  public List<@Nullable Object> toParent(
      @Nullable Object managedFields, @Nullable Object scaleFields, String apiVersion) {
    Managers scale = new Managers();
    if (scaleFields instanceof List<?> entries) {
      scale.owned().putAll(Managers.ofStored(new ArrayList<>(entries)).owned());
    }
    Managers result = new Managers();
    Managers.ofStored(managedFields)
        .owned()
        .forEach((who, owned) -> keep(result, scale, who, owned));
    FieldPath path = paths.get(apiVersion);
    scale
        .owned()
        .forEach(
            (who, owned) -> {
              if (path != null && owned.set().has(REPLICAS)) {
                result
                    .owned()
                    .put(who, new OwnedFields(FieldSet.of(path), apiVersion, owned.time(), null));
              }
            });
    return result.entries();
  }

  private void keep(Managers result, Managers scale, ManagerIdentity who, OwnedFields owned) {
    FieldPath path = paths.get(owned.apiVersion());
    if (path == null) {
      return;
    }
    boolean has = owned.set().has(path);
    ManagerIdentity inScale =
        new ManagerIdentity(who.manager(), who.applied(), VERSION, who.subresource());
    if (!has || scale.owned().remove(inScale) != null) {
      result.owned().put(who, owned);
      return;
    }
    FieldSet left = owned.set().difference(FieldSet.of(path));
    if (!left.isEmpty()) {
      result.owned().put(who, owned.with(left));
    }
  }
}
