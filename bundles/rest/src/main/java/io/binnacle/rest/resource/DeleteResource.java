package io.binnacle.rest.resource;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.rest.request.DeleteParameters;
import io.binnacle.rest.request.JsonType;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.protobuf.ProtobufException;
import io.binnacle.schema.table.TypeTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers delete and deletecollection. */
final class DeleteResource {
  private DeleteResource() {}

  static void one(Exchange exchange, ServedResource resource, String namespace, String name) {
    OutputFormat format = exchange.negotiation().forObjects(false, resource.hasProtobuf());
    exchange.readBody(
        bytes -> {
          DeleteParameters parameters = parameters(exchange, bytes);
          exchange.proceed(
              resource
                  .store()
                  .deleteAsync(
                      context(exchange, resource, parameters),
                      namespace,
                      name,
                      parameters.options()),
              result ->
                  isStatus(resource, result)
                      ? format.isPlainJson()
                      : WriteResource.isAtHand(result, format),
              result -> answer(exchange, resource, name, result, format));
        });
  }

  /** Whether a delete is answered with a mere Status. */
  private static boolean isStatus(ServedResource resource, WriteResult result) {
    return result.outcome() == Outcome.DELETED
        && !resource.type().strategy().returnsDeletedObject();
  }

  private static void answer(
      Exchange exchange,
      ServedResource resource,
      String name,
      WriteResult result,
      OutputFormat format) {
    if (result.outcome() == Outcome.DELETED && !resource.type().strategy().returnsDeletedObject()) {
      exchange.answer(
          200,
          StatusBody.deleted(resource.resource(), name, result.object().uid()),
          StatusBody.SCHEMA,
          format);
    } else {
      WriteResource.answer(exchange, resource, 200, result, format);
    }
  }

  static void collection(Exchange exchange, ServedResource resource, String namespace) {
    OutputFormat format = exchange.negotiation().forObjects(false, resource.hasProtobuf());
    ListOptions options =
        ListOptions.of(exchange.query(), resource.type(), exchange.query().flag("watch"));
    exchange.readBody(
        bytes -> {
          DeleteParameters parameters = parameters(exchange, bytes);
          ReadFreshness freshness = ListResource.freshness(options);
          if (freshness.equals(ReadFreshness.MOST_RECENT)) {
            collection(exchange, resource, namespace, options, parameters, format);
            return;
          }
          FreshRead.of(
              exchange,
              resource.store().cache(),
              freshness,
              snapshot -> collection(exchange, resource, namespace, options, parameters, format),
              exchange::fail);
        });
  }

  /** Deletes, once there is as fresh a state as was asked for, what there is by then. */
  private static void collection(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      ListOptions options,
      DeleteParameters parameters,
      OutputFormat format) {
    List<Unstructured> deleted =
        resource
            .store()
            .deleteCollection(
                context(exchange, resource, parameters),
                namespace,
                options.labels(),
                options.fields(),
                parameters.options());
    MetadataShape.requireList(resource, format);
    ObjectForm form = ObjectForm.of(resource, format, exchange.query().first("includeObject"));
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    long revision = resource.store().cache().snapshot(ReadFreshness.ANY).revision();
    metadata.put("resourceVersion", Long.toString(revision));
    exchange.answer(200, form.listOf(metadata, deleted.iterator()), 0, format);
  }

  private static final StructType DELETE_OPTIONS =
      TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions");

  private static DeleteParameters parameters(Exchange exchange, byte[] body) {
    if (body.length == 0) {
      return DeleteParameters.of(exchange.query());
    }
    Object tree;
    try {
      String type = exchange.header("Content-Type");
      tree =
          (BodyDecoder.isProtobuf(type)
                  ? BodyDecoder.protobuf(body, DELETE_OPTIONS)
                  : BodyDecoder.parse(body, type))
              .value();
    } catch (ProtobufException e) {
      throw StatusException.badRequest(e.getMessage());
    } catch (JsonException e) {
      throw StatusException.badRequest(
          "couldn't get version/kind; json parse error: " + e.getMessage());
    }
    // A body that says nothing is one all the same: the parameters do not count.
    if (tree == null) {
      return DeleteParameters.of(Map.of());
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw StatusException.badRequest(
          "couldn't get version/kind; json parse error: json: cannot unmarshal "
              + JsonType.of(tree)
              + " into Go value of type struct { APIVersion string"
              + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
              + " \"json:\\\"kind,omitempty\\\"\" }");
    }
    return DeleteParameters.of(map);
  }

  private static RequestContext context(
      Exchange exchange, ServedResource resource, DeleteParameters parameters) {
    return new RequestContext(
        exchange.user(),
        resource.version().name(),
        "",
        parameters.dryRun(),
        FieldValidation.IGNORE,
        "",
        exchange::warn);
  }
}
