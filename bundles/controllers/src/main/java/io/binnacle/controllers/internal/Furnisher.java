package io.binnacle.controllers.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sees to it that every namespace that is not being deleted has one certain object, with certain
 * data where the object has any.
 */
final class Furnisher implements Controller {
  /** The field manager's name of what the loops write, as where they come from. */
  static final String MANAGER = "kube-controller-manager";

  private static final String ROOT_CERTIFICATE = "kube-root-ca.crt";

  private final String name;
  private final String resource;
  private final String objectName;
  private final Stores stores;
  private final Supplier<Optional<Unstructured>> object;

  /**
   * @param name its name in {@code --controllers}
   * @param resource the object's resource
   * @param objectName the object's name
   * @param object makes the object, without a namespace; empty while it can't be made
   */
  Furnisher(
      String name,
      String resource,
      String objectName,
      Stores stores,
      Supplier<Optional<Unstructured>> object) {
    this.name = name;
    this.resource = resource;
    this.objectName = objectName;
    this.stores = stores;
    this.object = object;
  }

  /** The account that pods run as unless they name another. */
  static Furnisher defaultServiceAccount(Stores stores) {
    return new Furnisher(
        "serviceaccount",
        "serviceaccounts",
        "default",
        stores,
        () -> Optional.of(named("ServiceAccount", "default")));
  }

  /**
   * The certificates by which pods know the server.
   *
   * @param pem gives them, "" while they are not known
   */
  static Furnisher rootCertificate(Stores stores, Supplier<String> pem) {
    return new Furnisher(
        "root-ca-cert-publisher",
        "configmaps",
        ROOT_CERTIFICATE,
        stores,
        () -> Optional.of(pem.get()).filter(text -> !text.isEmpty()).map(Furnisher::certificate));
  }

  private static Unstructured certificate(String pem) {
    Unstructured map = named("ConfigMap", ROOT_CERTIFICATE);
    map.set(
        "The CA that signed this server's certificate, for clients in the cluster.",
        "metadata",
        "annotations",
        "kubernetes.io/description");
    map.set(pem, "data", "ca.crt");
    return map;
  }

  private static Unstructured named(String kind, String name) {
    Unstructured made = Unstructured.create("v1", kind);
    made.set(name, "metadata", "name");
    return made;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, String> alsoWatches() {
    return Map.of(resource, objectName);
  }

  @Override
  public Progress reconcile(String namespace) {
    Optional<ResourceStore> namespaces = stores.find("namespaces");
    Optional<ResourceStore> objects = stores.find(resource);
    Optional<Unstructured> wanted = object.get();
    if (namespaces.isEmpty() || objects.isEmpty() || wanted.isEmpty()) {
      return Progress.DONE;
    }
    try {
      if (namespaces.get().get(RequestContext.server("v1"), "", namespace).isBeingDeleted()) {
        return Progress.DONE;
      }
      furnish(objects.get(), namespace, wanted.get());
    } catch (StatusException e) {
      boolean changedMeanwhile =
          e.reason() == Reason.NOT_FOUND || e.reason() == Reason.ALREADY_EXISTS;
      if (!changedMeanwhile && !isTerminating(e)) {
        throw e;
      }
    }
    return Progress.DONE;
  }

  private static void furnish(ResourceStore store, String namespace, Unstructured wanted) {
    RequestContext context = RequestContext.server("v1").managedBy(MANAGER);
    Unstructured present;
    try {
      present = store.get(context, namespace, wanted.name());
    } catch (StatusException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
      store.create(context, namespace, wanted);
      return;
    }
    Object data = wanted.get("data");
    if (data != null && !Objects.equals(data, present.get("data"))) {
      present.set(data, "data");
      store.update(context, namespace, wanted.name(), present);
    }
  }

  private static boolean isTerminating(StatusException e) {
    StatusException.Details details = e.details();
    return details != null
        && details.causes().stream().anyMatch(c -> c.reason().equals("NamespaceTerminating"));
  }
}
