package io.binnacle.admission;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Cause;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Nothing is made in a namespace that does not exist or is going away, and the namespaces that the
 * system stands on are not deleted. While no type of namespaces is served, nothing is refused.
 */
@Component
public final class NamespaceLifecycle implements AdmissionPlugin {
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private static final long LIVE_LOOKUP_SECONDS = 30;

  private static final int MOST_LOOKED = 1000;

  /** What was found in a namespace's JSON. */
  private record Looked(LocalObject namespace, boolean beingDeleted) {}

  private final Map<String, Looked> looked = new ConcurrentHashMap<>();

  /** Namespaces whose deletion has come by lately, with the time until which that matters. */
  private final Map<String, Long> deleted = new ConcurrentHashMap<>();

  @Reference(
      target = "(" + ResourceStore.RESOURCE + "=namespaces)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore namespaces;

  @Override
  public String name() {
    return "NamespaceLifecycle";
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  public void mutate(AdmissionReview review) {
    if (review.operation() == Operation.CREATE && !review.namespace().isEmpty()) {
      checkNamespace(review);
    }
  }

  @Override
  public void validate(AdmissionReview review) {
    if (review.operation() != Operation.DELETE || !review.type().resource().equals(NAMESPACES)) {
      return;
    }
    if (IMMORTAL.contains(review.name())) {
      throw StatusException.forbidden(
          NAMESPACES, review.name(), "this namespace may not be deleted");
    }
    long now = System.nanoTime();
    deleted.values().removeIf(until -> until - now < 0);
    deleted.put(review.name(), now + TimeUnit.SECONDS.toNanos(LIVE_LOOKUP_SECONDS));
  }

  private void checkNamespace(AdmissionReview review) {
    ResourceStore store = namespaces;
    if (store == null) {
      return;
    }
    LocalObject found = find(store, review.namespace(), deleted.containsKey(review.namespace()));
    if (found == null) {
      throw StatusException.notFound(NAMESPACES, review.namespace());
    }
    if (isBeingDeleted(store, found)) {
      throw terminating(review);
    }
  }

  /** Most objects are made in a namespace that is as it was the last time. */
  private boolean isBeingDeleted(ResourceStore store, LocalObject namespace) {
    Looked before = looked.get(namespace.name());
    if (before == null || before.namespace() != namespace) {
      before = new Looked(namespace, store.translator().toTree(namespace).isBeingDeleted());
      if (looked.size() >= MOST_LOOKED) {
        looked.clear();
      }
      looked.put(namespace.name(), before);
    }
    return before.beingDeleted();
  }

  /**
   * What is not in memory may just have been made, and what has just been deleted may still look
   * alive there: then the look is as fresh as can be.
   */
  private static @Nullable LocalObject find(ResourceStore store, String name, boolean fresh) {
    LocalObject found = fresh ? null : store.cache().snapshot(ReadFreshness.ANY).get("", name);
    return found != null ? found : store.cache().snapshot(ReadFreshness.MOST_RECENT).get("", name);
  }

  private static StatusException terminating(AdmissionReview review) {
    StatusException plain =
        StatusException.forbidden(
            review.type().resource(),
            review.name(),
            "unable to create new content in namespace "
                + review.namespace()
                + " because it is being terminated");
    return new StatusException(
        Reason.FORBIDDEN,
        plain.code(),
        plain.getMessage(),
        new StatusException.Details(
            review.name(),
            review.type().resource().group(),
            review.type().resource().resource(),
            "",
            List.of(
                new Cause(
                    "NamespaceTerminating",
                    "namespace " + review.namespace() + " is being terminated",
                    "metadata.namespace")),
            0));
  }
}
