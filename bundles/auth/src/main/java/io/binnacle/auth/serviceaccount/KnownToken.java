package io.binnacle.auth.serviceaccount;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.auth.ServedObjects;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token with a good signature.
 *
 * @param user whose it is
 * @param audiences whom it is meant for
 * @param period when it is good
 * @param bonds what it stands and falls with
 */
record KnownToken(UserInfo user, List<String> audiences, Period period, List<Bond> bonds) {
  /** So young a token may be of objects that have not come to this server's memory yet. */
  private static final long YOUNG_SECONDS = 300;

  KnownToken {
    audiences = List.copyOf(audiences);
    bonds = List.copyOf(bonds);
  }

  /**
   * The times that a token names, seconds since 1970; those it does not name are no limit.
   *
   * @param issued when it was made
   * @param from when it begins to be good
   * @param until when it ends
   */
  record Period(long issued, long from, long until) {
    static Period of(Unstructured claims) {
      return new Period(
          seconds(claims, "iat", Long.MIN_VALUE / 2),
          seconds(claims, "nbf", Long.MIN_VALUE / 2),
          seconds(claims, "exp", Long.MAX_VALUE / 2));
    }

    private static long seconds(Unstructured claims, String claim, long otherwise) {
      return claims.get(claim) instanceof Number number
          ? Math.max(Long.MIN_VALUE / 2, Math.min(Long.MAX_VALUE / 2, number.longValue()))
          : otherwise;
    }

    @Nullable String refusal(long now) {
      if (now + Bond.LEEWAY_SECONDS < from) {
        return "service account token is not valid yet";
      }
      if (now - Bond.LEEWAY_SECONDS > until) {
        return "service account token has expired";
      }
      if (now + Bond.LEEWAY_SECONDS < issued) {
        return "service account token is issued in the future";
      }
      return null;
    }
  }

  /** Why it is bad now, null if it is not. */
  @Nullable String refusal(ServedObjects objects, Instant now) {
    long second = now.getEpochSecond();
    String refusal = period.refusal(second);
    boolean young = second - period.issued() < YOUNG_SECONDS;
    for (int i = 0; refusal == null && i < bonds.size(); i++) {
      refusal = bonds.get(i).refusal(objects, now, young);
    }
    return refusal;
  }
}
