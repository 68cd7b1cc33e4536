package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Bodies that are custom objects. What they say they are is checked in another way than with
 * built-in types: a wrong version is a bad request, a wrong kind makes the object invalid.
 */
final class CustomBody {
  private static final String MEDIA_TYPES = "application/json, application/yaml";

  private CustomBody() {}

  /**
   * @throws StatusException BadRequest, UnsupportedMediaType, or Invalid for a wrong kind
   */
  static BodyDecoder.Text parse(byte[] body, String contentType, GroupVersionKind expected) {
    if (BodyDecoder.isProtobuf(contentType)) {
      throw StatusException.unsupportedMediaType(
          "the body of the request was in an unknown format - accepted media types include: "
              + MEDIA_TYPES);
    }
    BodyDecoder.Text text;
    try {
      text = BodyDecoder.parse(body, contentType);
    } catch (JsonException e) {
      throw BodyDecoder.unrecognized(
          expected, "couldn't get version/kind; json parse error: " + e.getMessage(), body);
    }
    if (!(text.value() instanceof Map<?, ?> map)) {
      throw BodyDecoder.unrecognized(expected, "the body is no object", body);
    }
    Unstructured object = Unstructured.of(map);
    if (object.kind().isEmpty()) {
      String sent = new String(body, StandardCharsets.UTF_8);
      throw BodyDecoder.unrecognized(expected, "Object 'Kind' is missing in '" + sent + "'", body);
    }
    if (!object.apiVersion().equals(expected.apiVersion())) {
      throw StatusException.badRequest(
          "the API version in the data ("
              + object.apiVersion()
              + ") does not match the expected API version ("
              + expected.apiVersion()
              + ")");
    }
    if (!object.kind().equals(expected.kind())) {
      throw StatusException.invalid(
          new GroupVersionKind(expected.group(), expected.version(), object.kind()),
          object.name(),
          List.of(FieldError.invalid("kind", object.kind(), "must be " + expected.kind())));
    }
    return text;
  }
}
