package io.binnacle.auth.serviceaccount;

import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token in its compact form, RFC 7519, as it was read: nobody has looked at its
 * signature yet.
 *
 * @param algorithm what it says it is signed with
 * @param keyId what it says it is signed by, "" for nothing
 * @param claims what it claims
 * @param text the text that is signed
 * @param signature the signature
 */
record Jwt(
    JwsAlgorithm algorithm,
    String keyId,
    Map<String, @Nullable Object> claims,
    byte[] text,
    byte[] signature) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Reads a token; null if it is none, or signed in a way that is not known. */
  static @Nullable Jwt parse(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    try {
      Map<String, @Nullable Object> header = object(token.substring(0, first));
      Map<String, @Nullable Object> claims = object(token.substring(first + 1, second));
      JwsAlgorithm algorithm = header == null ? null : JwsAlgorithm.named(header.get("alg"));
      // Nothing that must be understood ("crit") is understood here.
      if (header == null || claims == null || algorithm == null || header.containsKey("crit")) {
        return null;
      }
      return new Jwt(
          algorithm,
          header.get("kid") instanceof String id ? id : "",
          claims,
          token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
          Base64.getUrlDecoder().decode(token.substring(second + 1)));
    } catch (IllegalArgumentException | JsonException e) {
      return null;
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, @Nullable Object> object(String base64) {
    return Json.parse(Base64.getUrlDecoder().decode(base64)) instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : null;
  }

  boolean isSignedBy(VerificationKey key) {
    return algorithm.verifies(key.key(), text, signature);
  }

  /** Signs claims; gives the compact form. */
  static String sign(Map<String, @Nullable Object> claims, VerificationKey of, PrivateKey key) {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("alg", of.algorithm().name());
    header.put("kid", of.id());
    String text =
        ENCODER.encodeToString(Json.write(header))
            + "."
            + ENCODER.encodeToString(Json.write(claims));
    byte[] signature = of.algorithm().sign(key, text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + ENCODER.encodeToString(signature);
  }
}
