package io.binnacle.api.translate;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The local form of an object: its JSON as it goes to clients, resourceVersion in place, plus the
 * little that filters need. Immutable but for encodings that are kept with it, see {@link
 * KeptEncodings}; the JSON array is shared and must not be changed.
 *
 * <p>The JSON is in the type's storage version and begins with {@code apiVersion}, {@code kind} and
 * {@code metadata}.
 *
 * <p>A server holds millions of these, so what stands in the key or in the JSON is read from there
 * when asked for: the name and the uid.
 */
public final class LocalObject {
  private static final byte NAME_FIELD = 1;
  private static final byte NAMESPACE_FIELD = 2;
  private static final int NOWHERE = -1;

  /** What an unusual object's key and JSON don't tell. */
  private record Stray(String name, String uid) {}

  /**
   * What few objects have.
   *
   * @param encodings newest first, those whose bytes are forgotten left out as others come
   */
  private record Extras(@Nullable Stray stray, @Nullable Encodings encodings) {
    static @Nullable Extras of(@Nullable Stray stray) {
      return stray == null ? null : new Extras(stray, null);
    }
  }

  private record Encodings(KeptEncodings.Entry entry, @Nullable Encodings next) {}

  private final String key;
  private final String namespace;
  private final CompactMap labels;
  private final CompactMap fields;
  private final byte[] json;

  /** Changes as encodings come; what it refers to does not, so that a reader needs no lock. */
  private @Nullable Extras extras;

  private final long revision;
  private final int revisionStart;
  private final int uidStart;
  private final byte revisionLength;
  private final byte uidLength;
  private final byte flags;

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
    this.json = Objects.requireNonNull(json, "json");
    if (revisionStart < 0
        || revisionEnd <= revisionStart
        || revisionEnd > json.length
        || revisionEnd - revisionStart > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "resourceVersion at " + revisionStart + " to " + revisionEnd + " of " + json.length);
    }
    this.revision = revision;
    this.revisionStart = revisionStart;
    this.revisionLength = (byte) (revisionEnd - revisionStart);
    this.labels = CompactMap.of(labels);
    boolean nameField = name.equals(fields.get(ObjectFields.NAME));
    boolean namespaceField = namespace.equals(fields.get(ObjectFields.NAMESPACE));
    this.flags = (byte) ((nameField ? NAME_FIELD : 0) | (namespaceField ? NAMESPACE_FIELD : 0));
    this.fields = own(fields, nameField, namespaceField);
    int uidAt = uid.isEmpty() ? NOWHERE : find(uid, json);
    this.uidStart = uidAt;
    this.uidLength = (byte) (uidAt == NOWHERE ? 0 : uid.length());
    boolean usual = name.equals(lastSegment(key)) && (uid.isEmpty() || uidAt != NOWHERE);
    this.extras = Extras.of(usual ? null : new Stray(name, uid));
  }

  /** The same object with some parts replaced by equal ones, or with another revision. */
  private LocalObject(
      LocalObject of,
      String namespace,
      CompactMap labels,
      CompactMap fields,
      long revision,
      byte[] json,
      int revisionLength) {
    this.key = of.key;
    this.namespace = namespace;
    this.labels = labels;
    this.fields = fields;
    this.json = json;
    this.extras = Extras.of(of.stray());
    this.revision = revision;
    this.revisionStart = of.revisionStart;
    this.revisionLength = (byte) revisionLength;
    this.uidStart =
        of.uidStart > of.revisionStart
            ? of.uidStart + revisionLength - of.revisionLength
            : of.uidStart;
    this.uidLength = of.uidLength;
    this.flags = of.flags;
  }

  private static CompactMap own(
      Map<String, String> fields, boolean nameField, boolean namespaceField) {
    if (fields.size() == (nameField ? 1 : 0) + (namespaceField ? 1 : 0)) {
      return CompactMap.EMPTY;
    }
    Map<String, String> own = new HashMap<>(fields);
    if (nameField) {
      own.remove(ObjectFields.NAME);
    }
    if (namespaceField) {
      own.remove(ObjectFields.NAMESPACE);
    }
    return CompactMap.of(own);
  }

  /** Where the JSON has the uid as the value of a field of that name. */
  private static int find(String uid, byte[] json) {
    if (uid.length() > Byte.MAX_VALUE) {
      return NOWHERE;
    }
    byte[] wanted = ("\"uid\":\"" + uid + '"').getBytes(StandardCharsets.UTF_8);
    if (wanted.length != uid.length() + 8) {
      return NOWHERE;
    }
    for (int i = 0; i <= json.length - wanted.length; i++) {
      int matched = 0;
      while (matched < wanted.length && json[i + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return i + 7;
      }
    }
    return NOWHERE;
  }

  private static String lastSegment(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** The same object with another resourceVersion, as a DELETED event carries it. */
  public LocalObject withRevision(long other) {
    byte[] digits = Long.toString(other).getBytes(StandardCharsets.US_ASCII);
    int end = revisionStart + revisionLength;
    byte[] changed = new byte[json.length - revisionLength + digits.length];
    System.arraycopy(json, 0, changed, 0, revisionStart);
    System.arraycopy(digits, 0, changed, revisionStart, digits.length);
    System.arraycopy(json, end, changed, revisionStart + digits.length, json.length - end);
    return new LocalObject(this, namespace, labels, fields, other, changed, digits.length);
  }

  /** The same object, holding in common with others what they have in common. */
  public LocalObject sharing(SharedParts parts) {
    return new LocalObject(
        this,
        parts.share(namespace),
        parts.share(labels),
        parts.share(fields),
        revision,
        json,
        revisionLength);
  }

  public String key() {
    return key;
  }

  public String namespace() {
    return namespace;
  }

  private @Nullable Stray stray() {
    Extras known = extras;
    return known == null ? null : known.stray();
  }

  public String name() {
    Stray stray = stray();
    return stray == null ? lastSegment(key) : stray.name();
  }

  public String uid() {
    Stray stray = stray();
    return stray == null
        ? new String(json, Math.max(0, uidStart), uidLength, StandardCharsets.US_ASCII)
        : stray.uid();
  }

  /** The storage revision of the last change: metadata.resourceVersion. */
  public long revision() {
    return revision;
  }

  public Map<String, String> labels() {
    return labels;
  }

  /** A view; cheap to get. */
  public Map<String, String> fields() {
    return new ObjectFields(
        this, fields, (flags & NAME_FIELD) != 0, (flags & NAMESPACE_FIELD) != 0);
  }

  /** The encoding of that form, if it is kept. */
  byte @Nullable [] encoding(String form) {
    Extras known = extras;
    for (Encodings e = known == null ? null : known.encodings(); e != null; e = e.next()) {
      byte[] bytes = e.entry().form().equals(form) ? e.entry().bytes() : null;
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  /** Keeps an encoding, as long as it has its bytes. */
  synchronized void keep(KeptEncodings.Entry entry) {
    Extras known = extras;
    Encodings others = null;
    for (Encodings e = known == null ? null : known.encodings(); e != null; e = e.next()) {
      if (e.entry().bytes() != null) {
        others = new Encodings(e.entry(), others);
      }
    }
    extras = new Extras(stray(), new Encodings(entry, others));
  }

  /** The JSON; not to be changed. */
  public byte[] json() {
    return json;
  }
}
