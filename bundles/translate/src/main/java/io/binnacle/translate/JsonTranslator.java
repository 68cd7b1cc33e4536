package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates JSON as it is stored by the embedded engine. Stored and local form differ in one
 * thing: the local form carries the resourceVersion, put in place without writing the rest anew.
 *
 * <p>{@link #toStored} writes {@code apiVersion}, {@code kind} and {@code metadata} first, so that
 * the place is found at once; bytes that begin otherwise, or that were stored in another version,
 * are parsed and written again.
 */
final class JsonTranslator implements Translator {
  private static final byte[] METADATA = ascii("\"metadata\":{");
  private static final byte[] OPENING = ascii("\"resourceVersion\":\"");

  private final ResourceType type;
  private final String storedApiVersion;

  JsonTranslator(ResourceType type) {
    this.type = type;
    this.storedApiVersion = type.kindIn(type.storageVersion()).apiVersion();
  }

  @Override
  public LocalObject toLocal(String key, byte[] stored, long revision) {
    try {
      Unstructured tree = Unstructured.of(parse(stored));
      boolean asWritten = storedApiVersion.equals(tree.apiVersion());
      if (!asWritten) {
        tree = toStorageVersion(tree);
      }
      return local(key, asWritten ? stored : toStored(tree), tree, revision);
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Object parse(byte[] stored) {
    if (Json.parse(stored) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private LocalObject local(String key, byte[] stored, Unstructured tree, long revision) {
    byte[] canonical = stored;
    int at = placeOfRevision(canonical);
    if (at < 0 || !tree.resourceVersion().isEmpty()) {
      canonical = toStored(tree);
      at = placeOfRevision(canonical);
    }
    byte[] digits = ascii(Long.toString(revision));
    boolean alone = canonical[at] == '}';
    byte[] json = new byte[canonical.length + OPENING.length + digits.length + (alone ? 1 : 2)];
    int end = at + OPENING.length + digits.length;
    System.arraycopy(canonical, 0, json, 0, at);
    System.arraycopy(OPENING, 0, json, at, OPENING.length);
    System.arraycopy(digits, 0, json, at + OPENING.length, digits.length);
    json[end] = '"';
    if (!alone) {
      json[end + 1] = ',';
    }
    System.arraycopy(canonical, at, json, end + (alone ? 1 : 2), canonical.length - at);
    return new LocalObject(
        key,
        tree.namespace(),
        tree.name(),
        tree.uid(),
        revision,
        tree.labels(),
        selectable(tree),
        json,
        at + OPENING.length,
        end);
  }

  /** Just behind the brace that opens metadata; -1 where it is not among the first three fields. */
  private int placeOfRevision(byte[] json) {
    // {"apiVersion":"…","kind":"…", and then metadata
    int start =
        "{'apiVersion':'','kind':'',".length() + storedApiVersion.length() + type.kind().length();
    if (json.length < start + METADATA.length) {
      return -1;
    }
    for (int i = 0; i < METADATA.length; i++) {
      if (json[start + i] != METADATA[i]) {
        return -1;
      }
    }
    return start + METADATA.length;
  }

  private Map<String, String> selectable(Unstructured tree) {
    Map<String, String> fields = new HashMap<>(type.strategy().selectableFields(tree));
    fields.put("metadata.name", tree.name());
    if (type.isNamespaced()) {
      fields.put("metadata.namespace", tree.namespace());
    }
    return fields;
  }

  @Override
  public byte[] toStored(Unstructured object) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ordered.put("apiVersion", object.apiVersion());
    ordered.put("kind", object.kind());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    metadata.remove("resourceVersion");
    ordered.put("metadata", metadata);
    object.content().forEach(ordered::putIfAbsent);
    return Json.write(ordered);
  }

  @Override
  public Unstructured toTree(byte[] stored, long revision) {
    try {
      Unstructured tree = toStorageVersion(Unstructured.of(parse(stored)));
      tree.set(Long.toString(revision), "metadata", "resourceVersion");
      return tree;
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Unstructured toTree(LocalObject object) {
    return Unstructured.of(parse(object.json()));
  }

  @Override
  public Unstructured toVersion(Unstructured object, String version) {
    String wanted = type.kindIn(version).apiVersion();
    if (wanted.equals(object.apiVersion())) {
      return object;
    }
    Unstructured converted =
        version(version).fromStorage().apply(toStorageVersion(object.deepCopy()));
    return named(converted, wanted);
  }

  @Override
  public Unstructured toStorageVersion(Unstructured object) {
    if (storedApiVersion.equals(object.apiVersion())) {
      return object;
    }
    String apiVersion = object.apiVersion();
    TypeVersion from = version(apiVersion.substring(apiVersion.indexOf('/') + 1));
    return named(from.toStorage().apply(object), storedApiVersion);
  }

  private Unstructured named(Unstructured converted, String apiVersion) {
    converted.set(apiVersion, "apiVersion");
    converted.set(type.kind(), "kind");
    return converted;
  }

  private TypeVersion version(String name) {
    return type.version(name)
        .orElseThrow(
            () -> new IllegalArgumentException(type.resource() + " has no version " + name));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
