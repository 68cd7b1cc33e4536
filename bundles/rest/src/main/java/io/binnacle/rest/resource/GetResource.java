package io.binnacle.rest.resource;

import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.OutputFormat;

/** Answers GET of one object: a lookup and a write, on the thread that the request came in on. */
final class GetResource {
  private GetResource() {}

  static void serve(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      String name,
      String subresource) {
    OutputFormat format = resource.objectFormat(exchange.negotiation(), subresource);
    if (exchange.query().has("export")) {
      throw StatusException.badRequest(
          "the export parameter, deprecated since v1.14, is no longer supported");
    }
    ObjectForm form = ObjectForm.of(resource, format, exchange.query().first("includeObject"));
    FreshRead.of(
        exchange,
        resource.store().cache(),
        ListOptions.getFreshness(exchange.query().first("resourceVersion")),
        snapshot -> {
          LocalObject found = find(snapshot, resource, namespace, name);
          MetadataShape.requireObject(resource, format);
          answer(exchange, form, found);
        },
        exchange::fail);
  }

  static LocalObject find(
      Snapshot snapshot, ServedResource resource, String namespace, String name) {
    LocalObject object = snapshot.get(namespace, name);
    if (object == null) {
      throw StatusException.notFound(resource.resource(), name);
    }
    return object;
  }

  /** What has to be made anew, or compressed, is not made on a thread that others wait for. */
  private static void answer(Exchange exchange, ObjectForm form, LocalObject object) {
    OutputFormat format = form.format();
    byte[] body = form.atHand(object);
    if (body != null && body.length < Exchange.GZIP_FROM) {
      exchange.answer(200, body, format);
    } else {
      exchange.dispatch(() -> exchange.answer(200, form.document(object), format));
    }
  }
}
