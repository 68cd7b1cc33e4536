package io.binnacle.rest.resource;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.OutputFormat;

/** Answers GET of one object: a lookup and a write. */
final class GetResource {
  private GetResource() {}

  static void serve(Exchange exchange, ServedResource resource, String namespace, String name) {
    OutputFormat format = exchange.negotiation().forObjects(false);
    if (exchange.query().has("export")) {
      throw StatusException.badRequest(
          "the export parameter, deprecated since v1.14, is no longer supported");
    }
    ObjectForm form = new ObjectForm(resource, format, exchange.query().first("includeObject"));
    LocalObject object = find(exchange, resource, namespace, name);
    exchange.answer(200, form.document(object), format);
  }

  /** The object, as fresh as the request asks; NotFound. */
  static LocalObject find(
      Exchange exchange, ServedResource resource, String namespace, String name) {
    LocalObject object =
        resource
            .store()
            .cache()
            .snapshot(ListOptions.getFreshness(exchange.query().first("resourceVersion")))
            .get(namespace, name);
    if (object == null) {
      throw StatusException.notFound(resource.resource(), name);
    }
    return object;
  }
}
