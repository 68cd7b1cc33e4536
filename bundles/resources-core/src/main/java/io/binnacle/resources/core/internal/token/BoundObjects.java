package io.binnacle.resources.core.internal.token;

import io.binnacle.api.auth.ServiceAccountIssuer.ObjectRef;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import org.jspecify.annotations.Nullable;

/**
 * What a token is bound to.
 *
 * @param pod a pod, null for none
 * @param secret a secret, null for none
 * @param node a node, or the node of the pod
 */
record BoundObjects(@Nullable ObjectRef pod, @Nullable ObjectRef secret, @Nullable ObjectRef node) {
  static final BoundObjects NONE = new BoundObjects(null, null, null);

  /** Finds what the reference of a request names. */
  private record Search(TokenServices services, RequestContext context, String namespace) {
    BoundObjects of(Unstructured reference, String account) {
      String name = reference.string("name");
      String group = group(reference.apiVersion());
      switch (group.isEmpty() ? reference.kind() : "") {
        case "Pod":
          Unstructured pod = services.pods().get(context, namespace, name);
          if (!pod.string("spec", "serviceAccountName").equals(account)) {
            throw StatusException.badRequest(
                "cannot bind token for serviceaccount \""
                    + account
                    + "\" to pod running with different serviceaccount name.");
          }
          return new BoundObjects(checked(reference, pod), null, nodeOf(pod));
        case "Secret":
          return new BoundObjects(null, checked(reference, services.secrets(), namespace), null);
        case "Node":
          return new BoundObjects(null, null, checked(reference, services.nodes(), ""));
        default:
          throw StatusException.badRequest(
              "cannot bind token to object of type "
                  + group
                  + "/"
                  + version(reference.apiVersion())
                  + ", Kind="
                  + reference.kind());
      }
    }

    private ObjectRef checked(Unstructured reference, ResourceStore store, String in) {
      return checked(reference, store.get(context, in, reference.string("name")));
    }

    private static ObjectRef checked(Unstructured reference, Unstructured object) {
      String uid = reference.string("uid");
      if (!uid.isEmpty() && !uid.equals(object.uid())) {
        throw StatusException.conflict(
            new GroupResource("", reference.kind()),
            reference.string("name"),
            "the UID in the bound object reference ("
                + uid
                + ") does not match the UID in record. The object might have been deleted and then"
                + " recreated");
      }
      return new ObjectRef(object.name(), object.uid());
    }

    /** Where a pod runs; a node that is not there is named without a uid. */
    private @Nullable ObjectRef nodeOf(Unstructured pod) {
      String name = pod.string("spec", "nodeName");
      if (name.isEmpty()) {
        return null;
      }
      try {
        return new ObjectRef(name, services.nodes().get(context, "", name).uid());
      } catch (StatusException e) {
        if (e.reason() != Reason.NOT_FOUND) {
          throw e;
        }
        return new ObjectRef(name, "");
      }
    }

    private static String group(String apiVersion) {
      return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    private static String version(String apiVersion) {
      return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }
  }

  /**
   * Finds what a request asks for.
   *
   * @param reference its {@code spec.boundObjectRef}, null for none
   * @param account the account of the token
   * @throws StatusException NotFound, Conflict or BadRequest if the token can't be bound to that
   */
  static BoundObjects find(
      TokenServices services,
      RequestContext context,
      String namespace,
      @Nullable Object reference,
      String account) {
    return reference == null
        ? NONE
        : new Search(services, context, namespace).of(Unstructured.of(reference), account);
  }
}
