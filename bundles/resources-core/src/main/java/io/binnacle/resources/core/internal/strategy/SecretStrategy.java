package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.Blank;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Secrets: what their type asks for, and plain text merged into the encoded data. */
public final class SecretStrategy implements Strategy {
  private static final String TLS = "kubernetes.io/tls";

  @Override
  public void applyDefaults(Unstructured object) {
    Map<String, ?> plain = object.map("stringData");
    plain.forEach(
        (key, value) ->
            object.set(
                Base64.getEncoder()
                    .encodeToString(String.valueOf(value).getBytes(StandardCharsets.UTF_8)),
                "data",
                key));
    object.remove("stringData");
    Blank.fill(object, "Opaque", "type");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, ?> data = object.map("data");
    data.keySet().forEach(key -> KeyedData.key(errors, key, "data"));
    if (KeyedData.size(data, true) > KeyedData.MAX_BYTES) {
      errors.add(FieldError.tooLong("data", KeyedData.MAX_BYTES));
    }
    SecretContents.check(errors, object);
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    if (!object.string("type").equals(previous.string("type"))) {
      errors.add(FieldError.invalid("type", object.string("type"), "field is immutable"));
    }
    KeyedData.immutable(errors, object, previous, "data");
    errors.addAll(validate(context, object));
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    if (!object.string("type").equals(TLS)) {
      return List.of();
    }
    byte[] certificate = SecretContents.bytes(object, "tls.crt");
    return new String(certificate, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")
        ? List.of()
        : List.of("tls: failed to find any PEM data in certificate input");
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of("type", object.string("type"));
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }
}
