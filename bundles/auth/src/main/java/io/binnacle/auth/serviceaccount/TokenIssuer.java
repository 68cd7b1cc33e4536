package io.binnacle.auth.serviceaccount;

import io.binnacle.api.auth.ServiceAccountIssuer;
import io.binnacle.auth.Audiences;
import io.binnacle.auth.AuthSettings;
import io.binnacle.auth.SettingList;
import io.binnacle.schema.json.Json;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs tokens by the {@link KeyRing}, in the name of the first of {@code
 * --service-account-issuer}.
 */
@Component(configurationPid = AuthSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TokenIssuer implements ServiceAccountIssuer {
  /** What a pod's token volume asks for when nobody said how long. */
  private static final long VOLUME_SECONDS = 3607;

  /** How long such a token is good in truth: old clients read it only once. */
  private static final long EXTENDED_SECONDS = 365L * 24 * 60 * 60;

  private static final Logger LOG = LoggerFactory.getLogger(TokenIssuer.class);

  private final KeyRing keys;
  private final InstantSource clock;
  private final String issuer;
  private final List<String> audiences;
  private final long maxSeconds;
  private final boolean extending;
  private final String jwksUri;

  @Activate
  public TokenIssuer(@Reference KeyRing keys, AuthSettings settings) {
    this(keys, settings, InstantSource.system());
  }

  TokenIssuer(KeyRing keys, AuthSettings settings, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.issuer = SettingList.of(settings.serviceAccountIssuer()).get(0);
    this.audiences = Audiences.own(settings);
    this.maxSeconds = settings.serviceAccountMaxTokenExpirationSeconds();
    this.extending = settings.serviceAccountExtendTokenExpiration();
    this.jwksUri = settings.serviceAccountJwksUri();
  }

  @Override
  public List<String> audiences() {
    return audiences;
  }

  @Override
  public Token issue(Order order) {
    Instant now = clock.instant();
    long second = now.getEpochSecond();
    long asked = order.expirationSeconds();
    long promised = maxSeconds > 0 ? Math.min(asked, maxSeconds) : asked;
    boolean extended =
        extending
            && order.pod() != null
            && promised == VOLUME_SECONDS
            && order.audiences().containsAll(audiences);
    Map<String, @Nullable Object> claims = new TreeMap<>();
    claims.put("aud", new ArrayList<>(order.audiences()));
    claims.put("exp", second + (extended ? EXTENDED_SECONDS : promised));
    claims.put("iat", second);
    claims.put("iss", issuer);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("kubernetes.io", bindings(order, extended ? second + promised : 0));
    claims.put("nbf", second);
    claims.put("sub", ServiceAccountUser.name(order.namespace(), order.account().name()));
    KeyRing.Signer signer = keys.signer();
    return new Token(Jwt.sign(claims, signer.verification(), signer.key()), now, promised);
  }

  private static Map<String, @Nullable Object> bindings(Order order, long warnAfter) {
    Map<String, @Nullable Object> tree = new TreeMap<>();
    tree.put("namespace", order.namespace());
    put(tree, "node", order.node());
    put(tree, "pod", order.pod());
    put(tree, "secret", order.secret());
    put(tree, "serviceaccount", order.account());
    if (warnAfter > 0) {
      tree.put("warnafter", warnAfter);
    }
    return tree;
  }

  private static void put(
      Map<String, @Nullable Object> tree, String key, @Nullable ObjectRef object) {
    if (object != null) {
      Map<String, @Nullable Object> reference = new LinkedHashMap<>();
      reference.put("name", object.name());
      if (!object.uid().isEmpty()) {
        reference.put("uid", object.uid());
      }
      tree.put(key, reference);
    }
  }

  @Override
  public Optional<byte[]> configuration(String address) {
    if (!isDiscoverable()) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("issuer", issuer);
    tree.put("jwks_uri", jwksUri.isEmpty() ? "https://" + address + "/openid/v1/jwks" : jwksUri);
    tree.put("response_types_supported", List.of("id_token"));
    tree.put("subject_types_supported", List.of("public"));
    TreeSet<String> algorithms = new TreeSet<>();
    published().forEach(key -> algorithms.add(key.algorithm().name()));
    tree.put("id_token_signing_alg_values_supported", new ArrayList<>(algorithms));
    return Optional.of(Json.write(tree));
  }

  @Override
  public Optional<byte[]> keySet() {
    if (!isDiscoverable()) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("keys", published().stream().map(VerificationKey::jwk).toList());
    return Optional.of(Json.write(tree));
  }

  /** Those who ask keep the answer for a while, so the key of tokens to come must be in it. */
  private List<VerificationKey> published() {
    keys.signer();
    return keys.believed();
  }

  private boolean isDiscoverable() {
    try {
      URI uri = URI.create(issuer);
      return "https".equals(uri.getScheme())
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      LOG.debug("the issuer {} is no URL and can't be discovered", issuer);
      return false;
    }
  }
}
