package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.json.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
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
  private static final byte[] OPENING = ascii("\"resourceVersion\":\"");

  private final ResourceType type;
  private final LocalForm form;
  private final String storedApiVersion;
  private final byte[] start;
  private final boolean readsMetadataOnly;

  JsonTranslator(ResourceType type) {
    this.type = type;
    this.form = new LocalForm(type);
    this.storedApiVersion = type.kindIn(type.storageVersion()).apiVersion();
    this.start =
        ascii(
            "{\"apiVersion\":\""
                + storedApiVersion
                + "\",\"kind\":\""
                + type.kind()
                + "\",\"metadata\":{");
    this.readsMetadataOnly = type.selectableFields().isEmpty();
  }

  @Override
  public LocalObject toLocal(String key, byte[] stored, long revision) {
    try {
      Unstructured part = readsMetadataOnly ? metadata(stored) : withoutLists(stored);
      if (part != null) {
        return local(key, stored, part, revision);
      }
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

  /**
   * A tree that has but the metadata, of bytes as {@link #toStored} writes them; null for others.
   * The engine vouches for the bytes behind.
   */
  private @Nullable Unstructured metadata(byte[] stored) {
    int at = placeOfRevision(stored);
    if (at < 0 || stored[stored.length - 1] != '}') {
      return null;
    }
    try {
      Map<String, @Nullable Object> tree = new HashMap<>(2);
      tree.put("metadata", Json.parseAt(stored, at - 1));
      return new Unstructured(tree);
    } catch (JsonException e) {
      return null;
    }
  }

  /** What field selectors may ask for is in no list; null for bytes in another form. */
  private @Nullable Unstructured withoutLists(byte[] stored) {
    boolean known = placeOfRevision(stored) >= 0;
    return known && StoredJson.parseWithoutLists(stored) instanceof Map<?, ?> map
        ? Unstructured.of(map)
        : null;
  }

  private Object parse(byte[] stored) {
    if (StoredJson.parse(stored, placeOfRevision(stored) - 1) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private LocalObject local(String key, byte[] stored, Unstructured tree, long revision) {
    byte[] canonical = stored;
    int at = placeOfRevision(canonical);
    if (at < 0 || !tree.resourceVersion().isEmpty()) {
      canonical = toStored(Unstructured.of(parse(stored)));
      at = placeOfRevision(canonical);
    }
    byte[] json = withRevision(canonical, at, revision);
    return new LocalObject(
        key,
        tree.namespace(),
        tree.name(),
        tree.uid(),
        revision,
        tree.labels(),
        form.selectable(tree),
        json,
        at + OPENING.length,
        at + OPENING.length + digits(revision));
  }

  private static int digits(long revision) {
    int digits = 1;
    for (long rest = revision; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** The JSON with its resourceVersion put in at a place. */
  private static byte[] withRevision(byte[] canonical, int at, long revision) {
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
    return json;
  }

  /** Just behind the brace that opens metadata; -1 where something else comes before it. */
  private int placeOfRevision(byte[] json) {
    boolean asWritten =
        json.length >= start.length && Arrays.equals(json, 0, start.length, start, 0, start.length);
    return asWritten ? start.length : -1;
  }

  @Override
  public byte[] toStored(Unstructured object) {
    return Json.write(form.withoutRevision(object));
  }

  @Override
  public byte @Nullable [] toJson(byte[] stored, long revision) {
    int at = placeOfRevision(stored);
    return at < 0 ? null : withRevision(stored, at, revision);
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
