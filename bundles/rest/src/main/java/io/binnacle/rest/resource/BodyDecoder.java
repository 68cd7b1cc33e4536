package io.binnacle.rest.resource;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource;
import io.binnacle.rest.request.AcceptClause;
import io.binnacle.rest.request.JsonType;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.json.Yaml;
import io.binnacle.schema.protobuf.ProtobufEnvelope;
import io.binnacle.schema.protobuf.ProtobufException;
import io.binnacle.schema.protobuf.ProtobufReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bodies to trees. What is wrong is told in kube-apiserver's words. */
final class BodyDecoder {
  private static final String MEDIA_TYPES =
      "application/json, application/yaml, application/vnd.kubernetes.protobuf";

  private final RoutingTable table;

  /**
   * @param table knows which other kinds there are
   */
  BodyDecoder(RoutingTable table) {
    this.table = table;
  }

  /**
   * A body's text as a tree.
   *
   * @param value the tree
   * @param duplicates the paths of keys given twice
   */
  record Text(@Nullable Object value, List<String> duplicates) {}

  /**
   * Reads the text, whatever it holds.
   *
   * @throws StatusException UnsupportedMediaType
   * @throws JsonException if it is broken
   */
  static Text parse(byte[] body, String contentType) {
    return switch (contentType.isBlank()
        ? "application/json"
        : AcceptClause.one(contentType).type()) {
      case "application/json" -> {
        Json.Parsed parsed = Json.parseStrictly(body);
        yield new Text(parsed.value(), parsed.duplicates());
      }
      case "application/yaml" -> new Text(Yaml.parse(firstDocument(body)), List.of());
      default ->
          throw StatusException.unsupportedMediaType(
              "the body of the request was in an unknown format - accepted media types include: "
                  + MEDIA_TYPES);
    };
  }

  /** Whether the body is in protobuf. */
  static boolean isProtobuf(String contentType) {
    return !contentType.isBlank()
        && AcceptClause.one(contentType).type().equals("application/vnd.kubernetes.protobuf");
  }

  /**
   * An enveloped message as the tree that its JSON would be.
   *
   * @throws ProtobufException if it is broken
   */
  static Text protobuf(byte[] body, StructType schema) {
    return tree(ProtobufEnvelope.open(body), schema);
  }

  private static Text tree(ProtobufEnvelope envelope, StructType schema) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", envelope.apiVersion());
    tree.put("kind", envelope.kind());
    new ProtobufReader(schema).read(envelope.object()).forEach(tree::putIfAbsent);
    return new Text(tree, List.of());
  }

  /** A broken message is told as of the kind that its envelope names, if that can be opened. */
  private static Text protobuf(byte[] body, GroupVersionKind expected, StructType schema) {
    ProtobufEnvelope envelope;
    try {
      envelope = ProtobufEnvelope.open(body);
    } catch (ProtobufException e) {
      throw unrecognized(expected, String.valueOf(e.getMessage()), body);
    }
    try {
      return tree(envelope, schema);
    } catch (ProtobufException e) {
      throw StatusException.badRequest(cannotHandle(expected) + e.getMessage());
    }
  }

  /**
   * An object of the expected kind; kind and version may be left out.
   *
   * @param schema what a body in protobuf is read by
   * @throws StatusException BadRequest or UnsupportedMediaType
   */
  Text object(byte[] body, String contentType, GroupVersionKind expected, StructType schema) {
    return object(body, contentType, expected, Set.of(), schema);
  }

  /** The body of an action, as {@link #object(byte[], String, GroupVersionKind, StructType)}. */
  Text object(byte[] body, String contentType, Subresource.Action action) {
    return object(body, contentType, action.kind(), action.otherVersions(), action.schema());
  }

  private Text object(
      byte[] body,
      String contentType,
      GroupVersionKind expected,
      Set<String> otherVersions,
      StructType schema) {
    Text text;
    try {
      text = isProtobuf(contentType) ? protobuf(body, expected, schema) : parse(body, contentType);
    } catch (JsonException e) {
      boolean yaml = contentType.contains("yaml");
      throw unrecognized(
          expected,
          (yaml ? "" : "couldn't get version/kind; json parse error: ") + e.getMessage(),
          body);
    }
    Object value = text.value();
    if (value == null) {
      value = new LinkedHashMap<String, @Nullable Object>();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw unrecognized(
          expected,
          "couldn't get version/kind; json parse error: json: cannot unmarshal "
              + JsonType.of(value)
              + " into Go value of type struct { APIVersion string"
              + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
              + " \"json:\\\"kind,omitempty\\\"\" }",
          body);
    }
    String apiVersion = text(map, "apiVersion", expected, body);
    boolean other =
        otherVersions.stream().anyMatch(v -> apiVersion.equals(expected.group() + "/" + v));
    checkKind(other ? "" : apiVersion, text(map, "kind", expected, body), expected, body);
    Unstructured object = Unstructured.of(map);
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ordered.put("apiVersion", expected.apiVersion());
    ordered.put("kind", expected.kind());
    object.content().forEach(ordered::putIfAbsent);
    return new Text(ordered, text.duplicates());
  }

  private static String text(Map<?, ?> map, String key, GroupVersionKind expected, byte[] body) {
    Object value = map.get(key);
    if (value == null || value instanceof String) {
      return value == null ? "" : (String) value;
    }
    throw unrecognized(
        expected,
        "couldn't get version/kind; json parse error: json: cannot unmarshal "
            + JsonType.of(value)
            + " into Go struct field ."
            + key
            + " of type string",
        body);
  }

  private void checkKind(String apiVersion, String kind, GroupVersionKind expected, byte[] body) {
    String wanted = apiVersion.isEmpty() ? expected.apiVersion() : apiVersion;
    String[] parts = wanted.split("/", -1);
    if (parts.length > 2) {
      throw unrecognized(expected, "unexpected GroupVersion string: " + apiVersion, body);
    }
    String group = parts.length == 2 ? parts[0] : "";
    String version = parts[parts.length - 1];
    String given = kind.isEmpty() ? expected.kind() : kind;
    if (wanted.equals(expected.apiVersion()) && given.equals(expected.kind())) {
      return;
    }
    String start =
        given + " in version \"" + version + "\" cannot be handled as a " + expected.kind() + ": ";
    if (table.hasKind(group, version, given)) {
      String room = expected.group().isEmpty() ? "core" : expected.group().split("\\.", 2)[0];
      throw StatusException.badRequest(
          start
              + "converting ("
              + version
              + "."
              + given
              + ") to ("
              + room
              + "."
              + expected.kind()
              + "): unknown conversion");
    }
    throw StatusException.badRequest(
        start
            + "no kind \""
            + given
            + "\" is registered for version \""
            + wanted
            + "\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"");
  }

  /**
   * Applies the request's fieldValidation to keys given twice; unknown fields are told with them
   * where that ends the request, else by whoever conforms the object.
   *
   * @param body what the text was read from
   */
  static void checkDuplicates(
      Text text,
      byte[] body,
      Conform conform,
      GroupVersionKind kind,
      FieldValidation validation,
      Consumer<String> warnings) {
    if (text.duplicates().isEmpty() || validation == FieldValidation.IGNORE) {
      return;
    }
    if (validation == FieldValidation.WARN) {
      text.duplicates().forEach(path -> warnings.accept("duplicate field \"" + path + "\""));
      return;
    }
    Conform.Result result = conform(conform, kind, text.value());
    // Of a custom resource the original looks for unknown fields once it has read all.
    List<String> complaints =
        conform.isOfForm() || result.unknownFields().isEmpty()
            ? result.complaints(text.duplicates())
            : result.complaints(text.duplicates(), body);
    throw StatusException.badRequest(cannotHandle(kind) + Conform.strictMessage(complaints));
  }

  /**
   * Conforms a body.
   *
   * @throws StatusException BadRequest if a value does not fit its field
   */
  static Conform.Result conform(Conform conform, GroupVersionKind kind, @Nullable Object tree) {
    try {
      return conform.apply(tree);
    } catch (ConformException e) {
      throw StatusException.badRequest(cannotHandle(kind) + e.getMessage());
    }
  }

  private static String cannotHandle(GroupVersionKind kind) {
    return kind.kind()
        + " in version \""
        + kind.version()
        + "\" cannot be handled as a "
        + kind.kind()
        + ": ";
  }

  static StatusException unrecognized(GroupVersionKind expected, String problem, byte[] body) {
    return StatusException.badRequest(
        "the object provided is unrecognized (must be of type "
            + expected.kind()
            + "): "
            + problem
            + " ("
            + summary(body)
            + ")");
  }

  /** The beginning of a body for an error message: as text if it looks like JSON. */
  private static String summary(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    int shown = Math.min(30, body.length);
    String start =
        body[0] == '{'
            ? new String(body, 0, shown, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(body, 0, shown);
    return shown < body.length ? start + " ..." : start;
  }

  /** Of several YAML documents the first counts. */
  private static byte[] firstDocument(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    int from = 0;
    while (true) {
      int end = text.indexOf('\n', from);
      String line = end < 0 ? text.substring(from) : text.substring(from, end);
      if (!line.isBlank() && !line.stripTrailing().equals("---") && !line.startsWith("#")) {
        break;
      }
      if (end < 0) {
        break;
      }
      from = end + 1;
    }
    int next = text.indexOf("\n---", from);
    boolean separator =
        next >= 0 && (next + 4 == text.length() || Character.isWhitespace(text.charAt(next + 4)));
    return separator
        ? text.substring(from, next + 1).getBytes(StandardCharsets.UTF_8)
        : text.substring(from).getBytes(StandardCharsets.UTF_8);
  }
}
