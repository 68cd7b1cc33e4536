package io.binnacle.auth.pki;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives TLS the one serving identity that is current. An alias names a generation, and the
 * generation before is kept, so that a handshake under way during a renewal finds the key that goes
 * with the certificate that it chose. Thread-safe.
 */
final class SwitchingKeys extends X509ExtendedKeyManager {
  private record Generation(String alias, Identity identity) {}

  private volatile List<Generation> generations;

  SwitchingKeys(Identity first) {
    generations = List.of(new Generation("serving-0", first));
  }

  synchronized void switchTo(Identity next) {
    Generation last = generations.get(0);
    int number = Integer.parseInt(last.alias().substring("serving-".length())) + 1;
    generations = List.of(new Generation("serving-" + number, next), last);
  }

  Identity current() {
    return generations.get(0).identity();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = alias(keyType);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Identity identity = byAlias(alias);
    return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Identity identity = byAlias(alias);
    return identity == null ? null : identity.key();
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  /** TLS 1.2 names key types as {@code EC_RSA}: an EC key in a certificate signed with RSA. */
  private @Nullable String alias(String keyType) {
    Generation current = generations.get(0);
    String algorithm = current.identity().leaf().getPublicKey().getAlgorithm();
    int underscore = keyType.indexOf('_');
    String wanted = underscore < 0 ? keyType : keyType.substring(0, underscore);
    return wanted.equals(algorithm) ? current.alias() : null;
  }

  private @Nullable Identity byAlias(String alias) {
    for (Generation generation : generations) {
      if (generation.alias().equals(alias)) {
        return generation.identity();
      }
    }
    return null;
  }
}
