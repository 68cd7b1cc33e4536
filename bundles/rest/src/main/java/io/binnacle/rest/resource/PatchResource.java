package io.binnacle.rest.resource;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.AcceptClause;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.WriteOptions;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.patch.JsonPatch;
import io.binnacle.schema.patch.MergePatch;
import io.binnacle.schema.patch.PatchErrors;
import io.binnacle.schema.patch.StrategicMergePatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers PATCH: JSON patch, merge patch, strategic merge patch and server-side apply. */
final class PatchResource {
  private PatchResource() {}

  static void serve(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      String name,
      String subresource) {
    OutputFormat format = exchange.negotiation().forObjects(false);
    String type = checkedType(exchange);
    if (type.equals(ApplyConfiguration.MEDIA_TYPE)) {
      apply(exchange, resource, namespace, name, subresource, format);
      return;
    }
    WriteOptions options = WriteResource.options(exchange, "PatchOptions");
    exchange.readBody(
        bytes -> {
          RequestContext context = WriteResource.context(exchange, resource, subresource, options);
          // Read only once there is something to be patched: of a missing object the client is
          // told that, whatever its patch is worth.
          ResourceStore.Patch patch =
              current ->
                  new CheckedPatch(
                          resource,
                          parse(type, bytes, resource.version().schema()),
                          namespace,
                          name,
                          options.fieldValidation())
                      .apply(current);
          exchange.proceed(
              resource.store().patchAsync(context, namespace, name, patch),
              result -> WriteResource.isAtHand(result, format),
              result ->
                  WriteResource.answer(
                      exchange, resource, WriteResource.code(result), result, format));
        });
  }

  private static void apply(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      String name,
      String subresource,
      OutputFormat format) {
    WriteOptions options = WriteResource.options(exchange, "PatchOptions", true);
    exchange.readBody(
        bytes -> {
          RequestContext context = WriteResource.context(exchange, resource, subresource, options);
          Unstructured config =
              ApplyConfiguration.parse(bytes, options.fieldValidation(), exchange::warn);
          exchange.proceed(
              resource.store().applyAsync(context, namespace, name, config, options.force()),
              result -> WriteResource.isAtHand(result, format),
              result ->
                  WriteResource.answer(
                      exchange, resource, WriteResource.code(result), result, format));
        });
  }

  /** The patch's media type; refused if it is none that is known. */
  static String checkedType(Exchange exchange) {
    String type = AcceptClause.one(exchange.header("Content-Type")).type();
    switch (type) {
      case "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          ApplyConfiguration.MEDIA_TYPE -> {
        return type;
      }
      default ->
          throw new StatusException(
              Reason.UNSUPPORTED_MEDIA_TYPE,
              Reason.UNSUPPORTED_MEDIA_TYPE.code(),
              "415: Unsupported Media Type",
              StatusException.Details.of("", "", ""));
    }
  }

  /** What a patch makes of a tree, and how it is told that this is no proper object. */
  interface TreePatch {
    Map<String, @Nullable Object> apply(Map<String, @Nullable Object> tree);

    default StatusException unfit(Map<String, @Nullable Object> patched, String what) {
      return PatchErrors.unfit(patched, what);
    }
  }

  static TreePatch parse(String type, byte[] body, StructType schema) {
    switch (type) {
      case "application/json-patch+json" -> {
        return JsonPatch.parse(body)::apply;
      }
      case "application/merge-patch+json" -> {
        Map<String, @Nullable Object> patch = MergePatch.parse(body);
        return tree -> MergePatch.apply(tree, patch);
      }
      default -> {
        Map<String, @Nullable Object> patch = StrategicMergePatch.parse(body);
        return new TreePatch() {
          @Override
          public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> tree) {
            return StrategicMergePatch.apply(schema, tree, patch);
          }

          @Override
          public StatusException unfit(Map<String, @Nullable Object> patched, String what) {
            return PatchErrors.unfitStrategic(patch, what);
          }
        };
      }
    }
  }

  /** A patch whose result must be an object of the same name, kind and schema. */
  private record CheckedPatch(
      ServedResource resource,
      TreePatch change,
      String namespace,
      String name,
      FieldValidation validation)
      implements ResourceStore.Patch {
    @Override
    public Unstructured apply(@Nullable Unstructured current) {
      if (current == null) {
        throw StatusException.notFound(resource.resource(), name);
      }
      Map<String, @Nullable Object> patched = change.apply(current.content());
      if (!current.kind().equals(patched.get("kind"))
          || !current.apiVersion().equals(patched.get("apiVersion"))) {
        throw change.unfit(
            patched,
            "no kind \""
                + patched.get("kind")
                + "\" of version \""
                + patched.get("apiVersion")
                + "\" can take the place of a "
                + current.kind());
      }
      try {
        Conform.Result result = resource.conform().apply(patched);
        if (validation == FieldValidation.STRICT && !result.unknownFields().isEmpty()) {
          throw change.unfit(patched, Conform.strictMessage(result.complaints(List.of())));
        }
      } catch (ConformException e) {
        throw change.unfit(patched, String.valueOf(e.getMessage()));
      }
      Unstructured object = new Unstructured(patched);
      WriteResource.checkName(object, namespace, name);
      return object;
    }
  }
}
