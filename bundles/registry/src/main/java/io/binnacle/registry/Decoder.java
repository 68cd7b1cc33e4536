package io.binnacle.registry;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.Defaults;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From the tree that a client sent, in the version of its request, to the object in the storage
 * version: types checked, unknown fields dropped, defaults filled in.
 */
final class Decoder {
  private final Served served;

  /** By version: what it finds out of a schema is kept, so one serves all requests. */
  private final Map<String, Conform> conforming = new ConcurrentHashMap<>();

  Decoder(Served served) {
    this.served = served;
  }

  Unstructured decode(RequestContext context, Unstructured body) {
    return decode(context, body, problem -> null);
  }

  /**
   * @param unfit what to say of a body that does not fit its schema; null to say the usual
   */
  Unstructured decode(
      RequestContext context,
      Unstructured body,
      Function<String, @Nullable StatusException> unfit) {
    TypeVersion version =
        served
            .type()
            .version(context.version())
            .orElseThrow(() -> StatusException.notFound(served.type().resource(), ""));
    Unstructured object = conform(context, version, body, unfit);
    object.set(served.type().kindIn(version.name()).apiVersion(), "apiVersion");
    object.set(served.type().kind(), "kind");
    Defaults.apply(version, object.content());
    Unstructured stored = served.translator().toStorageVersion(object);
    served.strategy().applyDefaults(stored);
    return stored;
  }

  private Unstructured conform(
      RequestContext context,
      TypeVersion version,
      Unstructured body,
      Function<String, @Nullable StatusException> unfit) {
    Conform.Result result;
    try {
      result =
          conforming
              .computeIfAbsent(version.name(), name -> Conform.to(version))
              .apply(body.content());
    } catch (ConformException e) {
      throw refusal(context, unfit, String.valueOf(e.getMessage()));
    }
    report(context, result.unknownFields(), unfit);
    return new Unstructured(result.tree());
  }

  private StatusException refusal(
      RequestContext context, Function<String, @Nullable StatusException> unfit, String problem) {
    StatusException own = unfit.apply(problem);
    return own != null ? own : StatusException.badRequest(handled(context) + problem);
  }

  private void report(
      RequestContext context,
      List<String> unknownFields,
      Function<String, @Nullable StatusException> unfit) {
    if (unknownFields.isEmpty() || context.fieldValidation() == FieldValidation.IGNORE) {
      return;
    }
    List<String> texts =
        unknownFields.stream().map(field -> "unknown field \"" + field + "\"").toList();
    if (context.fieldValidation() == FieldValidation.STRICT) {
      throw refusal(context, unfit, Conform.strictMessage(texts));
    }
    texts.forEach(context.warnings());
  }

  private String handled(RequestContext context) {
    String kind = served.type().kind();
    return kind + " in version \"" + context.version() + "\" cannot be handled as a " + kind + ": ";
  }
}
