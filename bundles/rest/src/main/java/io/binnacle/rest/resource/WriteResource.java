package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import io.binnacle.rest.request.WriteOptions;
import io.binnacle.schema.Conform;
import io.binnacle.schema.protobuf.ProtobufKind;
import org.jspecify.annotations.Nullable;

/** Answers create, update, actions and reviews: decode, check against the path, hand on. */
final class WriteResource {
  private WriteResource() {}

  static void create(
      Exchange exchange, ServedResource resource, RoutingTable table, String namespace) {
    OutputFormat format =
        resource.type().review().isPresent()
            ? exchange.negotiation().forReview(resource.hasProtobuf())
            : exchange.negotiation().forObjects(false, resource.hasProtobuf());
    BodyMedia.require(exchange.header("Content-Type"), !resource.type().isCustom());
    WriteOptions options = options(exchange, "CreateOptions");
    exchange.readBody(
        bytes -> {
          RequestContext context = context(exchange, resource, "", options);
          Unstructured body = decode(exchange, resource, table, bytes, context);
          checkNamespace(body, namespace);
          exchange.proceed(
              resource.store().createAsync(context, namespace, body),
              result -> isAtHand(result, format),
              made -> answer(exchange, resource, 201, made, format));
        });
  }

  static void update(
      Exchange exchange,
      ServedResource resource,
      RoutingTable table,
      String namespace,
      String name,
      String subresource) {
    OutputFormat format = resource.objectFormat(exchange.negotiation(), subresource);
    WriteOptions options = options(exchange, "UpdateOptions");
    exchange.readBody(
        bytes -> {
          RequestContext context = context(exchange, resource, subresource, options);
          Unstructured body = decode(exchange, resource, table, bytes, context);
          checkName(body, namespace, name);
          exchange.proceed(
              resource.store().updateAsync(context, namespace, name, body),
              result -> isAtHand(result, format),
              result -> answer(exchange, resource, code(result), result, format));
        });
  }

  static void act(
      Exchange exchange,
      ServedResource resource,
      RoutingTable table,
      String namespace,
      String name,
      Subresource.Action action) {
    OutputFormat format = exchange.negotiation().forReview(ProtobufKind.has(action.schema()));
    BodyMedia.require(exchange.header("Content-Type"), !resource.type().isCustom());
    WriteOptions options = options(exchange, "CreateOptions");
    exchange.readBody(
        bytes -> {
          RequestContext context = context(exchange, resource, action.name(), options);
          BodyDecoder.Text text =
              new BodyDecoder(table).object(bytes, exchange.header("Content-Type"), action);
          Conform conform = Conform.to(action.schema());
          BodyDecoder.checkDuplicates(
              text, bytes, conform, action.kind(), context.fieldValidation(), exchange::warn);
          Unstructured body =
              new Unstructured(BodyDecoder.conform(conform, action.kind(), text.value()).tree());
          checkNamespace(body, namespace);
          if (needsName(action) && !body.name().equals(name)) {
            throw StatusException.badRequest(
                "name in URL does not match name in " + action.kind().kind() + " object");
          }
          ResourceStore store = resource.store();
          Unstructured answer = action.action().act(context, store, namespace, name, body);
          boolean status = answer.kind().equals("Status");
          exchange.answer(
              201, answer.content(), status ? StatusBody.SCHEMA : action.schema(), format);
        });
  }

  /** Bindings and evictions name their pod in the body as well; other actions need not. */
  private static boolean needsName(Subresource.Action action) {
    return action.name().equals("binding") || action.name().equals("eviction");
  }

  private static Unstructured decode(
      Exchange exchange,
      ServedResource resource,
      RoutingTable table,
      byte[] bytes,
      RequestContext context) {
    String contentType = exchange.header("Content-Type");
    BodyDecoder.Text text =
        resource.type().isCustom()
            ? CustomBody.parse(bytes, contentType, resource.kind())
            : new BodyDecoder(table)
                .object(bytes, contentType, resource.kind(), resource.version().schema());
    BodyDecoder.checkDuplicates(
        text,
        bytes,
        resource.conform(),
        resource.kind(),
        context.fieldValidation(),
        exchange::warn);
    return Unstructured.of(java.util.Objects.requireNonNull(text.value()));
  }

  static WriteOptions options(Exchange exchange, String kind) {
    return options(exchange, kind, false);
  }

  static WriteOptions options(Exchange exchange, String kind, boolean apply) {
    return WriteOptions.of(exchange.query(), kind, exchange.header("User-Agent"), apply);
  }

  static RequestContext context(
      Exchange exchange, ServedResource resource, String subresource, WriteOptions options) {
    return new RequestContext(
        exchange.user(),
        resource.version().name(),
        subresource,
        options.dryRun(),
        options.fieldValidation(),
        options.fieldManager(),
        exchange::warn,
        exchange.mayCreate());
  }

  /**
   * An update's body must name the path's object.
   *
   * @throws StatusException BadRequest
   */
  static void checkName(Unstructured body, String namespace, String name) {
    String given = body.name();
    if (given.isEmpty()) {
      if (isText(body.get("metadata", "name"))) {
        throw StatusException.badRequest(
            "the name of the object ("
                + name
                + " based on URL) was undeterminable: name must be provided");
      }
      return;
    }
    if (!given.equals(name)) {
      throw StatusException.badRequest(
          "the name of the object ("
              + given
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
    String inside = body.namespace();
    if (!namespace.isEmpty() && !inside.isEmpty() && !inside.equals(namespace)) {
      throw StatusException.badRequest(
          "the namespace of the object ("
              + inside
              + ") does not match the namespace on the URL ("
              + namespace
              + ")");
    }
  }

  /** Null counts as text: what is of another type is told as such when the body is conformed. */
  private static boolean isText(@Nullable Object value) {
    return value == null || value instanceof String;
  }

  private static void checkNamespace(Unstructured body, String namespace) {
    String inside = body.namespace();
    if (!namespace.isEmpty() && !inside.isEmpty() && !inside.equals(namespace)) {
      throw StatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  /** What a write that may have made the object is answered with. */
  static int code(WriteResult result) {
    return result.outcome() == Outcome.CREATED ? 201 : 200;
  }

  /** Whether the answer's bytes are there and few. */
  static boolean isAtHand(WriteResult result, OutputFormat format) {
    byte[] json = result.json();
    return format.isPlainJson() && json != null && json.length < Exchange.GZIP_FROM;
  }

  /** Sends what a write left behind, as its bytes if they are at hand. */
  static void answer(
      Exchange exchange,
      ServedResource resource,
      int code,
      WriteResult result,
      OutputFormat format) {
    MetadataShape.requireObject(resource, format);
    byte[] json = result.json();
    if (json != null && format.transform() == Transform.NONE && format.media() != Media.PROTOBUF) {
      exchange.answer(code, json, format);
    } else {
      answer(exchange, resource, code, result.object(), format);
    }
  }

  static void answer(
      Exchange exchange,
      ServedResource resource,
      int code,
      Unstructured object,
      OutputFormat format) {
    ObjectForm form = ObjectForm.of(resource, format, exchange.query().first("includeObject"));
    exchange.answer(code, form.document(object), format);
  }
}
