package io.binnacle.auth.serviceaccount;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.auth.ServedObjects;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * An object that a token stands and falls with. What was found out about the object is remembered
 * until the object changes. Thread-safe.
 */
final class Bond {
  /** How long a token outlives its object being marked as deleted, and its own end: for clocks. */
  static final long LEEWAY_SECONDS = 60;

  /** Looks at an object. */
  interface Judge {
    Verdict judge(Unstructured object);
  }

  /**
   * What came of it.
   *
   * @param refusal why the token is bad, null if it is not
   * @param until when the token ends with the object, {@link Instant#MAX} if that stays
   * @param afterwards why it is bad then
   */
  record Verdict(@Nullable String refusal, Instant until, String afterwards) {
    private @Nullable String at(Instant now) {
      return now.isAfter(until) ? afterwards : refusal;
    }
  }

  private record Seen(LocalObject object, Verdict verdict) {}

  private final String resource;
  private final String namespace;
  private final String name;
  private final String missing;
  private final Judge judge;
  private volatile @Nullable Seen seen;

  /**
   * @param namespace "" for a cluster-wide object
   * @param missing why the token is bad if the object is not there
   */
  Bond(String resource, String namespace, String name, String missing, Judge judge) {
    this.resource = resource;
    this.namespace = namespace;
    this.name = name;
    this.missing = missing;
    this.judge = judge;
  }

  /** A judge of objects that must have a uid and may be deleted for no longer than the leeway. */
  static Judge sameUid(String uid, String otherUid, String deleted) {
    return object ->
        new Verdict(
            object.uid().equals(uid) ? null : String.format(otherUid, object.uid(), uid),
            deletion(object, LEEWAY_SECONDS),
            deleted);
  }

  /** When an object is deleted for some seconds; never, if it is not. */
  static Instant deletion(Unstructured object, long seconds) {
    String marked = object.string("metadata", "deletionTimestamp");
    if (marked.isEmpty()) {
      return Instant.MAX;
    }
    try {
      return Instant.parse(marked).plusSeconds(seconds);
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }

  /**
   * Why the token is bad, null if it is not.
   *
   * @param maybeNew whether the object may be so new that memory does not have it yet
   */
  @Nullable String refusal(ServedObjects objects, Instant now, boolean maybeNew) {
    String refusal = refusal(objects, objects.find(resource, namespace, name), now);
    if (refusal == null || !maybeNew) {
      return refusal;
    }
    return refusal(objects, objects.findFresh(resource, namespace, name), now);
  }

  private @Nullable String refusal(
      ServedObjects objects, @Nullable LocalObject object, Instant now) {
    if (object == null) {
      return missing;
    }
    Seen known = seen;
    if (known == null || known.object() != object) {
      known = new Seen(object, judge.judge(objects.tree(resource, object)));
      seen = known;
    }
    return known.verdict().at(now);
  }
}
