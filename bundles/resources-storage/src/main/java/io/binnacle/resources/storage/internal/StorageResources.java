package io.binnacle.resources.storage.internal;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import io.binnacle.schema.table.TypeTables;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Registers the types of storage.k8s.io and resource.k8s.io while the bundle is active. The store
 * of namespaces tells where claims may ask for admin access; while it is not there they may
 * nowhere. Expressions are taken as they are while nobody checks them.
 */
@Component(
    service = {},
    immediate = true)
public final class StorageResources {
  private final ResourceTypeRegistration registration;
  private volatile @Nullable ResourceStore namespaces;
  private volatile ExpressionChecker checker = ExpressionChecker.NONE;

  @Activate
  public StorageResources(BundleContext context) {
    registration = tables(this::labels, () -> checker, InstantSource.system()).register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  @Reference(
      name = "namespaces",
      target = "(binnacle.resource=namespaces)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindNamespaces(ResourceStore store) {
    namespaces = store;
  }

  void unbindNamespaces(ResourceStore store) {
    namespaces = null;
  }

  @Reference(
      name = "checker",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindChecker(ExpressionChecker found) {
    checker = found;
  }

  void unbindChecker(ExpressionChecker found) {
    if (checker == found) {
      checker = ExpressionChecker.NONE;
    }
  }

  private Map<String, String> labels(String namespace) {
    ResourceStore store = namespaces;
    LocalObject found =
        store == null ? null : store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", namespace);
    return found == null ? Map.of() : found.labels();
  }

  /**
   * The types as the bundle's tables and strategies make them.
   *
   * @param namespaceLabels the labels of a namespace
   * @param checker knows the language of selectors
   * @param clock tells when a taint was added
   */
  static ResourceTables tables(
      Function<String, Map<String, String>> namespaceLabels,
      Supplier<ExpressionChecker> checker,
      InstantSource clock) {
    AdminAccess admin = new AdminAccess(namespaceLabels);
    DeviceSelectors selectors = new DeviceSelectors(checker);
    ClaimRules claims = new ClaimRules(selectors);
    StructType claim =
        TypeTables.read(StorageResources.class, "resource.k8s.io_v1")
            .struct("io.k8s.api.resource.v1.ResourceClaimSpec");
    return ResourceTables.in(StorageResources.class)
        .strategy("storageclasses", new StorageClassStrategy())
        .strategy("volumeattachments", new VolumeAttachmentStrategy())
        .strategy("volumeattributesclasses", new VolumeAttributesClassStrategy())
        .strategy("csidrivers", new CsiDriverStrategy())
        .strategy("csinodes", new CsiNodeStrategy())
        .strategy("csistoragecapacities", new CsiStorageCapacityStrategy())
        .strategy("deviceclasses", new DeviceClassStrategy(selectors))
        .strategy("resourceclaims", new ResourceClaimStrategy(admin, claims, claim))
        .strategy("resourceclaimtemplates", new ResourceClaimTemplateStrategy(admin, claims, claim))
        .strategy("resourceslices", new ResourceSliceStrategy(clock))
        .cell("className", StorageTableCells::className)
        .cell("classExpansion", object -> object.bool("allowVolumeExpansion"))
        .cell("attached", object -> object.bool("status", "attached"))
        .cell(
            "driverAttaches", object -> !Boolean.FALSE.equals(object.get("spec", "attachRequired")))
        .cell("driverPodInfo", object -> object.bool("spec", "podInfoOnMount"))
        .cell("driverCapacity", object -> object.bool("spec", "storageCapacity"))
        .cell("driverRepublishes", object -> object.bool("spec", "requiresRepublish"))
        .cell("claimState", StorageTableCells::claimState);
  }
}
