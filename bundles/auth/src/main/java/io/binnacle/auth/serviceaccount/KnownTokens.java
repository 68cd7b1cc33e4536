package io.binnacle.auth.serviceaccount;

import io.binnacle.auth.TokenHash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens last seen, so that a signature is checked once. Bounded: when the new half is full it
 * becomes the old one, and what was not asked for meanwhile is forgotten. Thread-safe, without
 * locks on the way of a known token.
 */
final class KnownTokens {
  private final int half;
  private volatile Map<TokenHash, KnownToken> recent = new ConcurrentHashMap<>();
  private volatile Map<TokenHash, KnownToken> older = new ConcurrentHashMap<>();

  /**
   * @param half how many are kept at least, and half of how many at most
   */
  KnownTokens(int half) {
    this.half = half;
  }

  @Nullable KnownToken get(TokenHash hash) {
    KnownToken known = recent.get(hash);
    if (known == null) {
      known = older.get(hash);
      if (known != null) {
        put(hash, known);
      }
    }
    return known;
  }

  void put(TokenHash hash, KnownToken token) {
    if (recent.size() >= half) {
      rotate();
    }
    recent.put(hash, token);
  }

  private synchronized void rotate() {
    if (recent.size() >= half) {
      older = recent;
      recent = new ConcurrentHashMap<>();
    }
  }

  int size() {
    return recent.size() + older.size();
  }
}
