package io.binnacle.rest.resource;

import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.Verb;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.proxy.Handover;
import io.binnacle.rest.request.RequestInfo;
import java.util.Set;

/**
 * From the path of a resource to what answers it. A path that no type has is not found; one that a
 * type has, but not with this method, is not allowed.
 */
public final class ResourceHandler {
  private final Routes routes;
  private final ServeWatch watches;
  private final Handover handover;

  public ResourceHandler(Routes routes, ServeWatch watches, Handover handover) {
    this.routes = routes;
    this.watches = watches;
    this.handover = handover;
  }

  /** Answers a request for a resource, which has been authorized. */
  public void serve(Exchange exchange) {
    RequestInfo info = exchange.info();
    RoutingTable table = routes.table();
    if (table.group(info.group()) == null) {
      if (info.group().isEmpty()) {
        throw pathNotFound();
      }
      exchange.pageNotFound();
      return;
    }
    ServedResource resource = table.resources(info.group(), info.version()).get(info.resource());
    if (resource == null || info.parts().size() > 3 && !isBelow(resource, info)) {
      if (table.isCustom(info.group())) {
        exchange.pageNotFound();
        return;
      }
      throw pathNotFound();
    }
    String name = info.pathName();
    // The path of a namespace names it twice: as the object and as where it is.
    boolean namespaced = resource.type().isNamespaced();
    String namespace = namespaced ? info.namespace() : "";
    boolean insideNamespace =
        !info.namespace().isEmpty() && !info.parts().get(0).equals("namespaces");
    if (namespaced ? namespace.isEmpty() && !name.isEmpty() : insideNamespace) {
      if (resource.type().isCustom()) {
        exchange.pageNotFound();
        return;
      }
      throw pathNotFound();
    }
    boolean everywhere = namespaced && namespace.isEmpty();
    if (isCreateOnly(resource) && (everywhere || !name.isEmpty())) {
      throw pathNotFound();
    }
    checkName(name);
    String method = exchange.request().getMethod();
    if (!info.subresource().isEmpty()) {
      subresource(exchange, resource, table, namespace, name);
    } else if (name.isEmpty()) {
      collection(exchange, resource, table, namespace, method);
    } else {
      object(exchange, resource, table, namespace, name, method);
    }
  }

  /** What is only ever posted has one path, that of the collection. */
  private static boolean isCreateOnly(ServedResource resource) {
    return resource.verbs().equals(Set.of(Verb.CREATE));
  }

  private void collection(
      Exchange exchange,
      ServedResource resource,
      RoutingTable table,
      String namespace,
      String method) {
    boolean everywhere = resource.type().isNamespaced() && namespace.isEmpty();
    boolean watch = exchange.info().isWatch();
    switch (method) {
      case "GET" -> {
        require(exchange, resource, resource.verbs(), watch ? Verb.WATCH : Verb.LIST);
        if (watch) {
          exchange.dispatch(() -> watches.serveWatch(exchange, resource, namespace, ""));
        } else {
          exchange.dispatch(() -> ListResource.serve(exchange, resource, namespace));
        }
      }
      case "POST" -> {
        if (everywhere) {
          throw methodNotAllowed();
        }
        require(exchange, resource, resource.verbs(), Verb.CREATE);
        WriteResource.create(exchange, resource, table, namespace);
      }
      case "DELETE" -> {
        if (everywhere) {
          throw methodNotAllowed();
        }
        require(exchange, resource, resource.verbs(), Verb.DELETECOLLECTION);
        DeleteResource.collection(exchange, resource, namespace);
      }
      default -> throw methodNotAllowed();
    }
  }

  private void object(
      Exchange exchange,
      ServedResource resource,
      RoutingTable table,
      String namespace,
      String name,
      String method) {
    Set<Verb> verbs = resource.verbs();
    if (exchange.info().watchPath()) {
      require(exchange, resource, verbs, Verb.WATCH);
      exchange.dispatch(() -> watches.serveWatch(exchange, resource, namespace, name));
      return;
    }
    switch (method) {
      case "GET" -> {
        require(exchange, resource, verbs, Verb.GET);
        GetResource.serve(exchange, resource, namespace, name, "");
      }
      case "PUT" -> {
        require(exchange, resource, verbs, Verb.UPDATE);
        WriteResource.update(exchange, resource, table, namespace, name, "");
      }
      case "PATCH" -> {
        require(exchange, resource, verbs, Verb.PATCH);
        PatchResource.serve(exchange, resource, namespace, name, "");
      }
      case "DELETE" -> {
        require(exchange, resource, verbs, Verb.DELETE);
        DeleteResource.one(exchange, resource, namespace, name);
      }
      default -> throw methodNotAllowed();
    }
  }

  /** Whether the path is one that a subresource takes care of itself. */
  private static boolean isBelow(ServedResource resource, RequestInfo info) {
    return resource
        .subresource(info.subresource())
        .filter(Subresource.Connect.class::isInstance)
        .map(Subresource.Connect.class::cast)
        .filter(connect -> connect.manner() == Subresource.Manner.PROXY)
        .isPresent();
  }

  private void handOver(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      String name,
      Subresource.Connect connect) {
    if (!Handover.takes(connect, exchange.request().getMethod())) {
      throw methodNotAllowed();
    }
    if (connect.manner() == Subresource.Manner.STREAM) {
      exchange.negotiation().forText();
    } else if (exchange.query().has("dryRun")) {
      throw StatusException.badRequest("dryRun is not supported");
    }
    warnOfDeprecation(exchange, resource);
    Connector.Call call =
        new Connector.Call(
            resource.store(),
            namespace,
            name,
            Handover.pathBelow(exchange.info()),
            exchange.query().values());
    exchange.dispatch(() -> handover.serve(exchange, connect, call));
  }

  private void subresource(
      Exchange exchange,
      ServedResource resource,
      RoutingTable table,
      String namespace,
      String name) {
    Subresource part =
        resource
            .subresource(exchange.info().subresource())
            .orElseThrow(
                () ->
                    resource.type().isCustom()
                        ? StatusException.notFound(resource.resource(), name)
                        : pathNotFound());
    if (part instanceof Subresource.Connect connect) {
      handOver(exchange, resource, namespace, name, connect);
      return;
    }
    Verb verb =
        switch (exchange.request().getMethod()) {
          case "GET" -> Verb.GET;
          case "PUT" -> Verb.UPDATE;
          case "PATCH" -> Verb.PATCH;
          case "POST" -> Verb.CREATE;
          case "DELETE" -> Verb.DELETE;
          default -> throw methodNotAllowed();
        };
    require(exchange, resource, part.verbs(), verb);
    if (part instanceof Subresource.Action action) {
      WriteResource.act(exchange, resource, table, namespace, name, action);
    } else if (part instanceof Subresource.Scale scale) {
      ScaleResource scaling = new ScaleResource(resource, scale, namespace, name);
      switch (verb) {
        case GET -> exchange.dispatch(() -> scaling.get(exchange));
        case UPDATE -> scaling.update(exchange, table);
        default -> scaling.patch(exchange);
      }
    } else {
      switch (verb) {
        case GET -> GetResource.serve(exchange, resource, namespace, name, part.name());
        case UPDATE ->
            WriteResource.update(exchange, resource, table, namespace, name, part.name());
        case PATCH -> PatchResource.serve(exchange, resource, namespace, name, part.name());
        case DELETE -> DeleteResource.one(exchange, resource, namespace, name);
        default -> throw methodNotAllowed();
      }
    }
  }

  private static void checkName(String name) {
    String wrong =
        name.equals(".") || name.equals("..")
            ? "may not be '" + name + "'"
            : name.contains("%") ? "may not contain '%'" : "";
    if (!wrong.isEmpty()) {
      throw StatusException.badRequest("Name parameter invalid: \"" + name + "\": " + wrong);
    }
  }

  /** Only what is allowed is worth a word on what it uses. */
  private static void require(
      Exchange exchange, ServedResource resource, Set<Verb> verbs, Verb verb) {
    if (!verbs.contains(verb)) {
      throw methodNotAllowed();
    }
    if (verb == Verb.PATCH) {
      PatchResource.checkedType(exchange, resource);
    }
    warnOfDeprecation(exchange, resource);
  }

  private static void warnOfDeprecation(Exchange exchange, ServedResource resource) {
    String deprecation = resource.type().deprecation(resource.version().name());
    if (!deprecation.isEmpty() && exchange.negotiation().isServed()) {
      exchange.warn(deprecation);
    }
  }

  /** There is no such path, as the original words it. */
  public static StatusException pathNotFound() {
    return new StatusException(
        Reason.NOT_FOUND,
        Reason.NOT_FOUND.code(),
        "the server could not find the requested resource",
        StatusException.Details.of("", "", ""));
  }

  /** There is the path, but not with this method. */
  public static StatusException methodNotAllowed() {
    return new StatusException(
        Reason.METHOD_NOT_ALLOWED,
        Reason.METHOD_NOT_ALLOWED.code(),
        "the server does not allow this method on the requested resource",
        StatusException.Details.of("", "", ""));
  }
}
