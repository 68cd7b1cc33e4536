package io.binnacle.resources.core.internal.limits;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.resources.core.internal.admission.LatelyWritten;
import io.binnacle.resources.core.internal.admission.ParsedObjects;
import io.binnacle.resources.core.internal.admission.Refusals;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Holds pods and claims to the LimitRanges of their namespace. While LimitRanges are not served,
 * nothing is limited.
 */
@Component
public final class LimitRanger implements AdmissionPlugin {
  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
  private static final GroupResource RANGES = new GroupResource("", "limitranges");

  private final LatelyWritten changed = new LatelyWritten();
  private final ParsedObjects parsed = new ParsedObjects();

  @Reference(
      target = "(binnacle.resource=limitranges)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ResourceStore ranges;

  @Override
  public String name() {
    return "LimitRanger";
  }

  @Override
  public int order() {
    return 200;
  }

  @Override
  public void mutate(AdmissionReview review) {
    Unstructured object = review.object();
    ResourceStore store = ranges;
    if (object != null && store != null && isNewPod(review)) {
      for (LocalObject range : in(store, review.namespace())) {
        LimitDefaults.apply(parsed.tree(store, range), object);
      }
    }
  }

  @Override
  public void validate(AdmissionReview review) {
    GroupResource resource = review.type().resource();
    if (resource.equals(PODS)) {
      boolean resized =
          review.operation() == Operation.UPDATE && review.context().subresource().equals("resize");
      if (resized || isNewPod(review)) {
        check(review, LimitChecks::pod);
      }
    } else if (resource.equals(CLAIMS)) {
      boolean written =
          review.operation() == Operation.CREATE || review.operation() == Operation.UPDATE;
      if (written && review.context().subresource().isEmpty()) {
        check(review, LimitChecks::claim);
      }
    } else if (resource.equals(RANGES)) {
      changed.note(review.namespace());
    }
  }

  private static boolean isNewPod(AdmissionReview review) {
    return review.operation() == Operation.CREATE
        && review.type().resource().equals(PODS)
        && review.context().subresource().isEmpty();
  }

  private Collection<LocalObject> in(ResourceStore store, String namespace) {
    return changed.snapshot(store, namespace).list(namespace, "");
  }

  private void check(
      AdmissionReview review, BiFunction<Unstructured, Unstructured, Set<String>> checks) {
    Unstructured object = review.object();
    Unstructured previous = review.previous();
    ResourceStore store = ranges;
    if (object == null || store == null || (previous != null && previous.isBeingDeleted())) {
      return;
    }
    for (LocalObject range : in(store, review.namespace())) {
      Set<String> problems = checks.apply(parsed.tree(store, range), object);
      if (!problems.isEmpty()) {
        String all = String.join(", ", problems);
        throw Refusals.forbidden(review, problems.size() == 1 ? all : "[" + all + "]");
      }
    }
  }
}
