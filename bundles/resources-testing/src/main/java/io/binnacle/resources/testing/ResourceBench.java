package io.binnacle.resources.testing;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.RequestContext.FieldValidation;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Column;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes types through what happens to a body before it is stored. Used by one thread. */
public final class ResourceBench {
  /** The uid of every object made here. */
  public static final String UID = "2f9e35d0-6c1b-4a64-9d7e-0b7a5a3c8f11";

  /** The request of the recorded facts' administrator. */
  public static final RequestContext REQUEST =
      new RequestContext(
          new UserInfo(
              "admin", "admin", List.of(UserInfo.MASTERS, UserInfo.AUTHENTICATED), Map.of()),
          "v1",
          "",
          false,
          FieldValidation.IGNORE,
          "facts",
          text -> {});

  private final List<ResourceType> types;

  public ResourceBench(List<ResourceType> types) {
    this.types = List.copyOf(types);
  }

  /** The type by its plural. */
  public ResourceType type(String resource) {
    return types.stream()
        .filter(type -> type.resource().resource().equals(resource))
        .findFirst()
        .orElseThrow();
  }

  /** The type by the kind and version of an object. */
  public ResourceType typeOf(Unstructured object) {
    return types.stream()
        .filter(type -> type.kind().equals(object.kind()))
        .filter(type -> version(type, object) != null)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable TypeVersion version(ResourceType type, Unstructured object) {
    return type.versions().stream()
        .filter(v -> type.kindIn(v.name()).apiVersion().equals(object.apiVersion()))
        .findFirst()
        .orElse(null);
  }

  /** The body in the form of its schema, with its defaults, in the storage version. */
  public Unstructured decode(ResourceType type, Unstructured body) {
    Unstructured sent = body.deepCopy();
    sent.setDefault(type.kindIn(type.versions().get(0).name()).apiVersion(), "apiVersion");
    sent.setDefault(type.kind(), "kind");
    TypeVersion version = Objects.requireNonNull(version(type, sent), "no such version");
    Unstructured object =
        new Unstructured(Conform.to(version.schema()).apply(sent.content()).tree());
    Unstructured stored = version.toStorage().apply(object);
    type.strategy().applyDefaults(stored);
    return stored;
  }

  /** What would be stored, but for the times that the registry adds to the metadata. */
  public Unstructured create(ResourceType type, Unstructured body) {
    Unstructured object = decode(type, body);
    if (type.strategy().tracksGeneration()) {
      object.set(1L, "metadata", "generation");
    }
    object.set(UID, "metadata", "uid");
    type.strategy().prepareForCreate(REQUEST, object);
    return object;
  }

  /** A stored object in another of its versions. */
  public Unstructured inVersion(ResourceType type, Unstructured stored, String apiVersion) {
    Unstructured wanted = Unstructured.create(apiVersion, type.kind());
    TypeVersion version = Objects.requireNonNull(version(type, wanted), apiVersion);
    return version.fromStorage().apply(stored.deepCopy());
  }

  /** What is wrong with a change, a line for each error. */
  public List<String> changes(
      String resource, RequestContext context, Unstructured after, Unstructured before) {
    return texts(type(resource).strategy().validateUpdate(context, after, before));
  }

  /** What is wrong with a new object of this body, a line for each error. */
  public List<String> problems(String resource, Unstructured body) {
    ResourceType type = type(resource);
    return texts(type.strategy().validate(REQUEST, create(type, body)));
  }

  /** The errors as they stand in a Status's message. */
  public static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::text).toList();
  }

  /** The cells of the object's row in the table of the best version. */
  public List<@Nullable Object> cells(String resource, Unstructured object) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Column column : type(resource).versions().get(0).columns()) {
      cells.add(column.cell().apply(object));
    }
    return cells;
  }

  /** A tree from JSON with single quotes in place of double ones. */
  public static Unstructured tree(String json) {
    byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Unstructured.of(Objects.requireNonNull(Json.parse(text)));
  }
}
