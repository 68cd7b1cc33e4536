package io.binnacle.auth.rbac;

import io.binnacle.api.admission.AdmissionPlugin;
import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.Quoted;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Nobody gives away by a role or a binding what they do not hold, unless they may {@code escalate}
 * the role or {@code bind} it. See "Privilege escalation prevention and bootstrapping" in
 * Kubernetes' documentation.
 */
@Component(service = AdmissionPlugin.class)
public final class RoleEscalation implements AdmissionPlugin {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String ROLE_STORES =
      "(|("
          + ResourceStore.RESOURCE
          + "=roles.rbac.authorization.k8s.io)("
          + ResourceStore.RESOURCE
          + "=clusterroles.rbac.authorization.k8s.io))";
  private static final List<PolicyRule> EVERYTHING =
      List.of(
          new PolicyRule(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of()),
          new PolicyRule(List.of("*"), List.of(), List.of(), List.of(), List.of("*")));

  /** Fields of metadata that garbage collection changes on its own account. */
  private static final List<String> COLLECTION_FIELDS =
      List.of("finalizers", "ownerReferences", "managedFields", "resourceVersion", "generation");

  private final Gate gate;
  private final RbacAuthorizer rbac;
  private final Map<GroupResource, ResourceStore> roleStores = new ConcurrentHashMap<>();

  @Activate
  public RoleEscalation(@Reference Gate gate, @Reference RbacAuthorizer rbac) {
    this.gate = gate;
    this.rbac = rbac;
  }

  @Reference(
      service = ResourceStore.class,
      target = ROLE_STORES,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  void addStore(ResourceStore store) {
    roleStores.put(store.type().resource(), store);
  }

  void removeStore(ResourceStore store) {
    roleStores.remove(store.type().resource(), store);
  }

  @Override
  public String name() {
    return "RBACEscalation";
  }

  @Override
  public int order() {
    return 10_000;
  }

  @Override
  public void validate(AdmissionReview review) {
    Unstructured object = review.object();
    if (object == null
        || review.operation() != Operation.CREATE && review.operation() != Operation.UPDATE
        || !review.type().resource().group().equals(GROUP)
        || review.context().user().groups().contains(UserInfo.MASTERS)
        || isCollection(object, review.previous())) {
      return;
    }
    switch (review.type().resource().resource()) {
      case "roles", "clusterroles" -> checkRole(review, object);
      case "rolebindings", "clusterrolebindings" -> checkBinding(review, object);
      default -> {
        // Nothing else of this group grants anything.
      }
    }
  }

  private void checkRole(AdmissionReview review, Unstructured role) {
    GroupResource resource = review.type().resource();
    UserInfo user = review.context().user();
    String name = review.operation() == Operation.CREATE ? "" : role.name();
    if (may(user, "escalate", resource, review.namespace(), name)) {
      return;
    }
    confirm(review, role.name(), PolicyRule.of(role));
    boolean aggregates =
        role.get("aggregationRule") != null
            || review.previous() != null && review.previous().get("aggregationRule") != null;
    if (aggregates
        && !RuleCover.missing(rbac.held(user, review.namespace()).rules(), EVERYTHING).isEmpty()) {
      throw StatusException.forbidden(
          resource, role.name(), "must have cluster-admin privileges to use the aggregationRule");
    }
  }

  private void checkBinding(AdmissionReview review, Unstructured binding) {
    String kind = binding.string("roleRef", "kind");
    String name = binding.string("roleRef", "name");
    boolean clusterWide = !kind.equals("Role");
    GroupResource roles = new GroupResource(GROUP, clusterWide ? "clusterroles" : "roles");
    if (may(review.context().user(), "bind", roles, review.namespace(), name)) {
      return;
    }
    ResourceStore store = roleStores.get(roles);
    if (store == null) {
      throw StatusException.notFound(roles, name);
    }
    // As it is stored now, as it may be younger than what the authorizer has seen.
    Unstructured role =
        store.get(RequestContext.server("v1"), clusterWide ? "" : review.namespace(), name);
    confirm(review, binding.name(), PolicyRule.of(role));
  }

  private boolean may(
      UserInfo user, String verb, GroupResource resource, String namespace, String name) {
    return gate.authorize(
            Attributes.resource(user, verb, GROUP, "*", resource.resource(), "", namespace, name))
        .isAllowed();
  }

  private void confirm(AdmissionReview review, String name, List<PolicyRule> granted) {
    UserInfo user = review.context().user();
    RbacIndex.Held held = rbac.held(user, review.namespace());
    List<PolicyRule> missing = RuleCover.missing(held.rules(), granted);
    if (missing.isEmpty()) {
      return;
    }
    String words =
        "user "
            + Quoted.of(user.name())
            + " (groups="
            + Quoted.list(user.groups())
            + ") is attempting to grant RBAC permissions not currently held:\n"
            + RuleCover.compact(missing).stream()
                .map(PolicyRule::text)
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"))
            + (held.errors().isEmpty()
                ? ""
                : "; resolution errors: [" + RbacIndex.joined(held.errors()) + "]");
    throw StatusException.forbidden(review.type().resource(), name, words);
  }

  private static boolean isCollection(Unstructured object, @Nullable Unstructured previous) {
    return previous != null && comparable(object).equals(comparable(previous));
  }

  private static Unstructured comparable(Unstructured object) {
    Unstructured copy = object.deepCopy();
    COLLECTION_FIELDS.forEach(field -> copy.remove("metadata", field));
    return copy;
  }
}
