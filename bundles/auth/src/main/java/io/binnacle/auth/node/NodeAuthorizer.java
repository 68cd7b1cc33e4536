package io.binnacle.auth.node;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.auth.Quoted;
import io.binnacle.auth.ServedObjects;
import io.binnacle.auth.bootstrap.BuiltInRules;
import io.binnacle.auth.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The authorization mode Node: a user {@code system:node:NAME} of the group {@code system:nodes}
 * may read what the pods of the node refer to, and do what every node may. See "Using Node
 * Authorization" in Kubernetes' documentation. Whether a list asks for the node's own pods only is
 * not looked at.
 */
@Component(service = Authorizer.class, property = "binnacle.authorizer=Node")
public final class NodeAuthorizer implements Authorizer, RuleResolver {
  private static final String PREFIX = "system:node:";
  private static final String GROUP = "system:nodes";
  private static final Decision ALLOWED = new Decision(Verdict.ALLOW, "");
  private static final Set<String> READING = Set.of("get", "list", "watch");
  private static final Set<String> CHANGING = Set.of("update", "patch");
  private static final Set<String> OWNING = Set.of("get", "create", "update", "patch", "delete");
  private static final String STORES =
      "(|("
          + ResourceStore.RESOURCE
          + "=pods)("
          + ResourceStore.RESOURCE
          + "=persistentvolumes)("
          + ResourceStore.RESOURCE
          + "=volumeattachments.storage.k8s.io)("
          + ResourceStore.RESOURCE
          + "=resourceslices.resource.k8s.io))";

  private final ServedObjects objects = new ServedObjects();
  private final NodeRelations relations = new NodeRelations(objects);
  private volatile @Nullable List<PolicyRule> rules;

  @Activate
  public NodeAuthorizer() {}

  @Reference(
      service = ResourceStore.class,
      target = STORES,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeStore")
  void addStore(ResourceStore store) {
    objects.add(store);
  }

  void removeStore(ResourceStore store) {
    objects.remove(store);
  }

  private static boolean isNode(UserInfo user) {
    return user.name().startsWith(PREFIX) && user.groups().contains(GROUP);
  }

  @Override
  public Decision authorize(Attributes asked) {
    if (!isNode(asked.user())) {
      return refused("");
    }
    String node = asked.user().name().substring(PREFIX.length());
    if (node.isEmpty()) {
      return refused("unknown node for user " + Quoted.of(asked.user().name()));
    }
    String resource = asked.resource() + (asked.group().isEmpty() ? "" : "." + asked.group());
    return switch (asked.resourceRequest() ? resource : "") {
      case "secrets" -> read(node, asked, relations::hasSecret);
      case "configmaps" -> read(node, asked, relations::hasConfigMap);
      case "persistentvolumeclaims" ->
          asked.subresource().equals("status")
              ? claimStatus(node, asked)
              : get(node, asked, relations::hasClaim);
      case "persistentvolumes" -> get(node, asked, (n, none, name) -> relations.hasVolume(n, name));
      case "resourceclaims.resource.k8s.io" -> get(node, asked, relations::hasResourceClaim);
      case "volumeattachments.storage.k8s.io" ->
          get(node, asked, (n, none, name) -> relations.hasAttachment(n, name));
      case "serviceaccounts" -> account(node, asked);
      case "leases.coordination.k8s.io" -> lease(node, asked);
      case "csinodes.storage.k8s.io" -> csiNode(node, asked);
      case "resourceslices.resource.k8s.io" -> slice(node, asked);
      case "nodes" -> node(node, asked);
      case "pods" -> pod(node, asked);
      default -> rules().stream().anyMatch(rule -> rule.allows(asked)) ? ALLOWED : refused("");
    };
  }

  /** Whether an object has to do with a node. */
  private interface Relation {
    boolean holds(String node, String namespace, String name);
  }

  private static Decision refused(String why) {
    return new Decision(Verdict.NO_OPINION, why);
  }

  private static Decision related(String node, Attributes asked, Relation relation) {
    if (asked.name().isEmpty()) {
      return refused("No Object name found");
    }
    return relation.holds(node, asked.namespace(), asked.name())
        ? ALLOWED
        : refused("no relationship found between node '" + node + "' and this object");
  }

  private static Decision read(String node, Attributes asked, Relation relation) {
    if (!READING.contains(asked.verb())) {
      return refused("can only read resources of this type");
    }
    if (!asked.subresource().isEmpty()) {
      return refused("cannot read subresource");
    }
    if (asked.namespace().isEmpty()) {
      return refused("can only read namespaced object of this type");
    }
    return related(node, asked, relation);
  }

  private static Decision get(String node, Attributes asked, Relation relation) {
    if (!asked.verb().equals("get")) {
      return refused("can only get individual resources of this type");
    }
    if (!asked.subresource().isEmpty()) {
      return refused("cannot get subresource");
    }
    return related(node, asked, relation);
  }

  private Decision claimStatus(String node, Attributes asked) {
    return CHANGING.contains(asked.verb())
        ? related(node, asked, relations::hasClaim)
        : refused("can only get/update/patch this type");
  }

  private Decision account(String node, Attributes asked) {
    if (asked.verb().equals("get") && asked.subresource().isEmpty()) {
      return related(node, asked, relations::hasAccount);
    }
    if (!asked.verb().equals("create") || asked.name().isEmpty()) {
      return refused("can only create tokens for individual service accounts");
    }
    if (!asked.subresource().equals("token")) {
      return refused("can only create token subresource of serviceaccount");
    }
    return related(node, asked, relations::hasAccount);
  }

  private static Decision lease(String node, Attributes asked) {
    if (!OWNING.contains(asked.verb())) {
      return refused("can only get, create, update, patch, or delete a node lease");
    }
    if (!asked.namespace().equals("kube-node-lease")) {
      return refused("can only access leases in the \"kube-node-lease\" system namespace");
    }
    // The name of what is created stands in the body, which is not read yet.
    return asked.verb().equals("create") || asked.name().equals(node)
        ? ALLOWED
        : refused("can only access node lease with the same name as the requesting node");
  }

  private static Decision csiNode(String node, Attributes asked) {
    if (!OWNING.contains(asked.verb())) {
      return refused("can only get, create, update, patch, or delete a CSINode");
    }
    if (!asked.subresource().isEmpty()) {
      return refused("cannot authorize CSINode subresources");
    }
    return asked.verb().equals("create") || asked.name().equals(node)
        ? ALLOWED
        : refused("can only access CSINode with the same name as the requesting node");
  }

  private Decision slice(String node, Attributes asked) {
    if (!asked.subresource().isEmpty()) {
      return refused("cannot authorize ResourceSlice subresources");
    }
    return switch (asked.verb()) {
      case "create", "list", "watch" -> ALLOWED;
      case "get", "update", "patch", "delete" ->
          related(node, asked, (n, none, name) -> relations.hasSlice(n, name));
      case "deletecollection" ->
          refused(
              "can only list/watch/deletecollection resourceslices with nodeName field selector");
      default ->
          refused(
              "only the following verbs are allowed for a ResourceSlice: get, watch, list, create,"
                  + " update, patch, delete, deletecollection");
    };
  }

  private static Decision node(String node, Attributes asked) {
    switch (asked.subresource()) {
      case "":
        if (asked.verb().equals("create") || CHANGING.contains(asked.verb())) {
          return ALLOWED;
        }
        if (!READING.contains(asked.verb())) {
          return refused("");
        }
        if (asked.name().equals(node)) {
          return ALLOWED;
        }
        return refused(
            "node '"
                + node
                + "' cannot read "
                + (asked.name().isEmpty() ? "all nodes" : "'" + asked.name() + "'")
                + ", only its own Node object");
      case "status":
        return CHANGING.contains(asked.verb()) ? ALLOWED : refused("");
      default:
        return refused("");
    }
  }

  private Decision pod(String node, Attributes asked) {
    return switch (asked.subresource() + "/" + asked.verb()) {
      case "/get" -> get(node, asked, relations::hasPod);
      case "/list", "/watch", "/create", "/delete" -> ALLOWED;
      case "status/update", "status/patch", "eviction/create" -> ALLOWED;
      default -> refused("");
    };
  }

  /** Read when the first node asks, as most servers have the mode off. */
  private List<PolicyRule> rules() {
    List<PolicyRule> known = rules;
    if (known == null) {
      known = BuiltInRules.of("system:node");
      rules = known;
    }
    return known;
  }

  @Override
  public Rules rulesFor(UserInfo user, String namespace) {
    return isNode(user)
        ? new Rules(
            List.of(), List.of(), true, "node authorizer does not support user rule resolution")
        : new Rules(List.of(), List.of(), false, "");
  }
}
