package io.binnacle.api.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs tokens for service accounts, and tells others how to check them. Thread-safe. See KEP-1205
 * (bound tokens) and KEP-1393 (issuer discovery).
 */
public interface ServiceAccountIssuer {
  /**
   * An object that a token names.
   *
   * @param name its name
   * @param uid "" where it is not known
   */
  record ObjectRef(String name, String uid) {}

  /**
   * What a token shall say.
   *
   * @param namespace of the account and of what it is bound to
   * @param account whose token it is
   * @param pod the pod that it is bound to
   * @param secret the secret that it is bound to
   * @param node the node that it is bound to, or that its pod runs on
   * @param audiences whom it is meant for
   * @param expirationSeconds how long it shall be good
   */
  record Order(
      String namespace,
      ObjectRef account,
      @Nullable ObjectRef pod,
      @Nullable ObjectRef secret,
      @Nullable ObjectRef node,
      List<String> audiences,
      long expirationSeconds) {
    public Order {
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * A signed token.
   *
   * @param text the token, a JWT
   * @param issuedAt when it was made
   * @param expirationSeconds how long its holder should take it for good: what was ordered, or less
   *     where the server allows less
   */
  record Token(String text, Instant issuedAt, long expirationSeconds) {}

  /** This server's own audiences: whom a token is meant for if nobody is named. */
  List<String> audiences();

  Token issue(Order order);

  /**
   * The OpenID Provider Configuration, JSON; empty if the issuer is not one that can be discovered.
   *
   * @param address host and port under which the server is reached
   */
  Optional<byte[]> configuration(String address);

  /** The public keys, a JSON Web Key Set (RFC 7517); empty as {@link #configuration} is. */
  Optional<byte[]> keySet();
}
