package io.binnacle.auth.serviceaccount;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what tokens with a good signature claim. Immutable. */
final class TokenClaims {
  private static final String LEGACY_ISSUER = "kubernetes/serviceaccount";
  private static final String INVALIDATED = "service account token has been invalidated";

  private final List<String> issuers;
  private final List<String> ownAudiences;
  private final boolean lookup;

  /**
   * @param ownAudiences whom a token is meant for that does not say
   * @param lookup whether a token from a Secret is good only while the Secret is there
   */
  TokenClaims(List<String> issuers, List<String> ownAudiences, boolean lookup) {
    this.issuers = issuers;
    this.ownAudiences = ownAudiences;
    this.lookup = lookup;
  }

  boolean isIssuerKnown(Jwt jwt) {
    return jwt.claims().get("iss") instanceof String issuer
        && (issuer.equals(LEGACY_ISSUER) || issuers.contains(issuer));
  }

  /**
   * @throws StatusException Unauthorized if a claim is missing
   */
  KnownToken read(String token, Jwt jwt) {
    Unstructured claims = new Unstructured(jwt.claims());
    return LEGACY_ISSUER.equals(claims.string("iss"))
        ? new LegacyClaims(claims, audiences(claims), lookup).read(token)
        : bound(claims);
  }

  private List<String> audiences(Unstructured claims) {
    Object named = claims.get("aud");
    if (named instanceof String one) {
      return List.of(one);
    }
    List<String> all = claims.list("aud").stream().map(String::valueOf).toList();
    return all.isEmpty() ? ownAudiences : all;
  }

  private KnownToken bound(Unstructured claims) {
    Unstructured bindings = Unstructured.of(claims.map("kubernetes.io"));
    String namespace = bindings.string("namespace");
    String account = bindings.string("serviceaccount", "name");
    String uid = bindings.string("serviceaccount", "uid");
    List<Bond> bonds = new ArrayList<>();
    bonds.add(
        new Bond(
            "serviceaccounts",
            namespace,
            account,
            "serviceaccounts \"" + account + "\" not found",
            Bond.sameUid(
                uid,
                "service account UID (%s) does not match claim (%s)",
                "service account " + namespace + "/" + account + " has been deleted")));
    if (has(bindings, "secret")) {
      bonds.add(bond("secret", namespace, bindings));
    }
    if (has(bindings, "pod")) {
      // The node is where the pod runs then, and goes with it.
      bonds.add(bond("pod", namespace, bindings));
    } else if (has(bindings, "node")) {
      bonds.add(bond("node", "", bindings));
    }
    return new KnownToken(
        ServiceAccountUser.of(
            namespace, account, uid, ServiceAccountUser.extra(claims.string("jti"), bindings)),
        audiences(claims),
        KnownToken.Period.of(claims),
        bonds);
  }

  private static boolean has(Unstructured bindings, String kind) {
    return bindings.get(kind) instanceof Map<?, ?>;
  }

  private static Bond bond(String kind, String namespace, Unstructured bindings) {
    String words = kind + " UID (%s) does not match service account " + kind + " ref claim (%s)";
    return new Bond(
        kind + "s",
        namespace,
        bindings.string(kind, "name"),
        INVALIDATED,
        Bond.sameUid(bindings.string(kind, "uid"), words, INVALIDATED));
  }
}
