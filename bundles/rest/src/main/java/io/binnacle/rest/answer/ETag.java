package io.binnacle.rest.answer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Entity tags: a digest of the body, so that a client need not read twice what it has. */
public final class ETag {
  private ETag() {}

  /** The digest of a body, without quotes. */
  public static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(body);
      return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets the header; if the client has this body already, answers so and returns true. */
  public static boolean answered(Exchange exchange, byte[] body) {
    return answered(exchange, hash(body));
  }

  /** As {@link #answered(Exchange, byte[])}, of the body with that digest. */
  public static boolean answered(Exchange exchange, String hash) {
    String tag = "\"" + hash + "\"";
    exchange.response().getHeaders().put("Etag", tag);
    for (String known : exchange.header("If-None-Match").split(",", -1)) {
      String asked = known.strip();
      if (asked.equals("*") || asked.equals(tag) || asked.equals("W/" + tag)) {
        exchange.empty(304);
        return true;
      }
    }
    return false;
  }
}
