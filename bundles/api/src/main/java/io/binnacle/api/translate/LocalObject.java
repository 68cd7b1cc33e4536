package io.binnacle.api.translate;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The local form of an object: its JSON as it goes to clients, resourceVersion in place, plus the
 * little that filters need. Immutable; the JSON array is shared and must not be changed.
 *
 * <p>The JSON is in the type's storage version and begins with {@code apiVersion}, {@code kind} and
 * {@code metadata}.
 */
public final class LocalObject {
  private final String key;
  private final String namespace;
  private final String name;
  private final String uid;
  private final long revision;
  private final Map<String, String> labels;
  private final Map<String, String> fields;
  private final byte[] json;
  private final int revisionStart;
  private final int revisionEnd;

  /**
   * @param key the storage key
   * @param namespace "" for a cluster-wide object
   * @param fields the selectable fields with their values; {@code metadata.name} and {@code
   *     metadata.namespace} among them
   * @param json the whole object
   * @param revisionStart where in the JSON the digits of resourceVersion begin
   * @param revisionEnd where they end, exclusive
   */
  public LocalObject(
      String key,
      String namespace,
      String name,
      String uid,
      long revision,
      Map<String, String> labels,
      Map<String, String> fields,
      byte[] json,
      int revisionStart,
      int revisionEnd) {
    this.key = Objects.requireNonNull(key, "key");
    this.namespace = Objects.requireNonNull(namespace, "namespace");
    this.name = Objects.requireNonNull(name, "name");
    this.uid = Objects.requireNonNull(uid, "uid");
    this.revision = revision;
    this.labels = Map.copyOf(labels);
    this.fields = Map.copyOf(fields);
    this.json = Objects.requireNonNull(json, "json");
    if (revisionStart < 0 || revisionEnd <= revisionStart || revisionEnd > json.length) {
      throw new IllegalArgumentException(
          "resourceVersion at " + revisionStart + " to " + revisionEnd + " of " + json.length);
    }
    this.revisionStart = revisionStart;
    this.revisionEnd = revisionEnd;
  }

  /** The same object with another resourceVersion, as a DELETED event carries it. */
  public LocalObject withRevision(long other) {
    byte[] digits = Long.toString(other).getBytes(StandardCharsets.US_ASCII);
    byte[] changed = new byte[json.length - (revisionEnd - revisionStart) + digits.length];
    System.arraycopy(json, 0, changed, 0, revisionStart);
    System.arraycopy(digits, 0, changed, revisionStart, digits.length);
    System.arraycopy(
        json, revisionEnd, changed, revisionStart + digits.length, json.length - revisionEnd);
    return new LocalObject(
        key,
        namespace,
        name,
        uid,
        other,
        labels,
        fields,
        changed,
        revisionStart,
        revisionStart + digits.length);
  }

  public String key() {
    return key;
  }

  public String namespace() {
    return namespace;
  }

  public String name() {
    return name;
  }

  public String uid() {
    return uid;
  }

  /** The storage revision of the last change: metadata.resourceVersion. */
  public long revision() {
    return revision;
  }

  public Map<String, String> labels() {
    return labels;
  }

  public Map<String, String> fields() {
    return fields;
  }

  /** The JSON; not to be changed. */
  public byte[] json() {
    return json;
  }
}
