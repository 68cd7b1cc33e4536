package io.binnacle.auth.serviceaccount;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What the token of a Secret of the type {@code kubernetes.io/service-account-token} claims. Such a
 * token never ends, it is good while it stands in its Secret. See KEP-2799.
 */
final class LegacyClaims {
  private static final String PREFIX = "kubernetes.io/serviceaccount/";
  private static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";
  private static final String INVALIDATED = "service account token has been invalidated";

  private final Unstructured claims;
  private final List<String> audiences;
  private final boolean lookup;

  LegacyClaims(Unstructured claims, List<String> audiences, boolean lookup) {
    this.claims = claims;
    this.audiences = audiences;
    this.lookup = lookup;
  }

  KnownToken read(String token) {
    String subject = required(claims.string("sub"), "sub");
    String namespace = required(claims.string(PREFIX + "namespace"), "namespace");
    String secret = required(claims.string(PREFIX + "secret.name"), "secretName");
    String account = required(claims.string(PREFIX + "service-account.name"), "serviceAccountName");
    String uid = required(claims.string(PREFIX + "service-account.uid"), "serviceAccountUID");
    if (!subject.equals(ServiceAccountUser.name(namespace, account))) {
      throw StatusException.unauthorized("sub claim is invalid");
    }
    List<Bond> bonds =
        lookup
            ? List.of(secret(token, namespace, secret, account), account(namespace, account, uid))
            : List.of();
    return new KnownToken(
        ServiceAccountUser.of(namespace, account, uid, Map.of()),
        audiences,
        KnownToken.Period.of(claims),
        bonds);
  }

  private static String required(String value, String claim) {
    if (value.isEmpty()) {
      throw StatusException.unauthorized(claim + " claim is missing");
    }
    return value;
  }

  private static Bond secret(String token, String namespace, String name, String account) {
    String copy = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    return new Bond(
        "secrets",
        namespace,
        name,
        INVALIDATED,
        secret -> {
          if (secret.isBeingDeleted()) {
            return refused(INVALIDATED);
          }
          if (!secret.string("data", "token").equals(copy)) {
            return refused("service account token does not match server's copy");
          }
          if (!secret.labels().getOrDefault(INVALID_SINCE, "").isEmpty()) {
            return refused(
                "the token in secret "
                    + namespace
                    + "/"
                    + name
                    + " for service account "
                    + namespace
                    + "/"
                    + account
                    + " has been marked invalid. Use tokens from the TokenRequest API or manually"
                    + " created secret-based tokens, or remove the '"
                    + INVALID_SINCE
                    + "' label from the secret to temporarily allow use of this token");
          }
          return new Bond.Verdict(null, Instant.MAX, "");
        });
  }

  private static Bond account(String namespace, String name, String uid) {
    return new Bond(
        "serviceaccounts",
        namespace,
        name,
        "serviceaccounts \"" + name + "\" not found",
        account ->
            account.isBeingDeleted()
                ? refused("service account " + namespace + "/" + name + " has been deleted")
                : Bond.sameUid(uid, "service account UID (%s) does not match claim (%s)", "")
                    .judge(account));
  }

  private static Bond.Verdict refused(String why) {
    return new Bond.Verdict(why, Instant.MAX, "");
  }
}
