package io.binnacle.itests.ssa;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a ConfigMap for each {@link Site} and says so in its status; all by server-side apply, as
 * the framework does it by itself. Used by the operator's threads.
 */
@Workflow(dependents = @Dependent(type = SiteReconciler.Pages.class))
@ControllerConfiguration(
    name = "sites",
    fieldManager = SiteReconciler.MANAGER,
    finalizerName = SiteReconciler.FINALIZER)
public final class SiteReconciler implements Reconciler<Site>, Cleaner<Site> {
  static final String MANAGER = "site-operator";
  static final String FINALIZER = "sites.web.example.com/cleanup";

  /** How often a site was looked at. */
  final AtomicInteger rounds = new AtomicInteger();

  /** The names of those that were cleaned up. */
  final List<String> cleaned = new CopyOnWriteArrayList<>();

  @Override
  public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
    rounds.incrementAndGet();
    Site said = new Site();
    said.setMetadata(
        new ObjectMetaBuilder()
            .withName(site.getMetadata().getName())
            .withNamespace(site.getMetadata().getNamespace())
            .build());
    said.setSpec(null);
    said.setStatus(new Site.Status());
    said.getStatus().observed = site.getSpec().title;
    return UpdateControl.patchStatus(said);
  }

  @Override
  public DeleteControl cleanup(Site site, Context<Site> context) {
    cleaned.add(site.getMetadata().getName());
    return DeleteControl.defaultDelete();
  }

  /** The ConfigMap of a site. */
  public static final class Pages extends CRUDKubernetesDependentResource<ConfigMap, Site> {
    @Override
    protected ConfigMap desired(Site site, Context<Site> context) {
      return new ConfigMapBuilder()
          .withNewMetadata()
          .withName(site.getMetadata().getName())
          .withNamespace(site.getMetadata().getNamespace())
          .endMetadata()
          .withData(
              Map.of(
                  "title", site.getSpec().title, "pages", Integer.toString(site.getSpec().pages)))
          .build();
    }
  }
}
