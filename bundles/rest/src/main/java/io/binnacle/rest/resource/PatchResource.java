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
  /** A strategic merge needs to know more of a type than a definition says. */
  private static final String CUSTOM_TYPES =
      "application/json-patch+json, application/merge-patch+json, " + ApplyConfiguration.MEDIA_TYPE;

  private PatchResource() {}

  static void serve(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      String name,
      String subresource) {
    String type = checkedType(exchange, resource);
    OutputFormat format = resource.objectFormat(exchange.negotiation(), subresource);
    if (type.equals(ApplyConfiguration.MEDIA_TYPE)) {
      apply(exchange, resource, namespace, name, subresource, format);
      return;
    }
    WriteOptions options = WriteResource.options(exchange, "PatchOptions");
    exchange.readBody(
        bytes -> {
          RequestContext context = WriteResource.context(exchange, resource, subresource, options);
          ResourceStore.Patch patch =
              new CheckedPatch(resource, type, bytes, namespace, name, options.fieldValidation());
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
  static String checkedType(Exchange exchange, ServedResource resource) {
    String type = AcceptClause.one(exchange.header("Content-Type")).type();
    if (resource.type().isCustom() && type.equals("application/strategic-merge-patch+json")) {
      throw StatusException.unsupportedMediaType(
          "the body of the request was in an unknown format - accepted media types include: "
              + CUSTOM_TYPES);
    }
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

  /** A patch whose result must be an object of the same name and kind. Of one request. */
  private static final class CheckedPatch implements ResourceStore.Patch {
    private final ServedResource resource;
    private final String type;
    private final byte[] body;
    private final String namespace;
    private final String name;
    private final FieldValidation validation;
    private @Nullable TreePatch parsed;

    CheckedPatch(
        ServedResource resource,
        String type,
        byte[] body,
        String namespace,
        String name,
        FieldValidation validation) {
      this.resource = resource;
      this.type = type;
      this.body = body;
      this.namespace = namespace;
      this.name = name;
      this.validation = validation;
    }

    /**
     * Read only once there is something to be patched: of a missing object the client is told that,
     * whatever its patch is worth.
     */
    private TreePatch change() {
      TreePatch known = parsed;
      if (known == null) {
        known = parse(type, body, resource.version().schema());
        parsed = known;
      }
      return known;
    }

    @Override
    public Unstructured apply(@Nullable Unstructured current) {
      if (current == null) {
        throw StatusException.notFound(resource.resource(), name);
      }
      Map<String, @Nullable Object> patched = change().apply(current.content());
      if (!current.kind().equals(patched.get("kind"))
          || !current.apiVersion().equals(patched.get("apiVersion"))) {
        throw change()
            .unfit(
                patched,
                "no kind \""
                    + patched.get("kind")
                    + "\" of version \""
                    + patched.get("apiVersion")
                    + "\" can take the place of a "
                    + current.kind());
      }
      Unstructured object = new Unstructured(patched);
      if (!object.name().equals(name) || !object.namespace().equals(namespace)) {
        // Of an object that is none the client is told that, not that its name is wrong.
        checkFit(patched);
        WriteResource.checkName(object, namespace, name);
      }
      return object;
    }

    private void checkFit(Map<String, @Nullable Object> patched) {
      try {
        Conform.Result result = resource.conform().apply(patched);
        if (validation == FieldValidation.STRICT && !result.unknownFields().isEmpty()) {
          throw change().unfit(patched, Conform.strictMessage(result.complaints(List.of())));
        }
      } catch (ConformException e) {
        throw change().unfit(patched, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public boolean leavesCurrent() {
      return true;
    }

    @Override
    public StatusException unfit(Unstructured patched, String problem) {
      return change().unfit(patched.content(), problem);
    }
  }
}
