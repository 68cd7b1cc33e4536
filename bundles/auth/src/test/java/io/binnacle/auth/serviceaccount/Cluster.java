package io.binnacle.auth.serviceaccount;

import io.binnacle.api.auth.ServiceAccountIssuer.ObjectRef;
import io.binnacle.api.auth.ServiceAccountIssuer.Order;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import io.binnacle.auth.testing.GivenSettings;
import io.binnacle.auth.testing.MemoryStore;
import io.binnacle.auth.testing.SetClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that knows the account ns/bot, the pod ns/web on the node n1 and the secret ns/key. */
final class Cluster {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final List<String> HERE = List.of("https://kubernetes.default.svc");
  private static final RequestContext SERVER = RequestContext.server("v1");
  private static final DeleteOptions AT_ONCE = new DeleteOptions(null, null, null, null);

  final SetClock clock = new SetClock(NOW);
  final MemoryStore accounts = new MemoryStore("ServiceAccount");
  final MemoryStore pods = new MemoryStore("Pod");
  final MemoryStore secrets = new MemoryStore("Secret");
  final MemoryStore nodes = new MemoryStore("Node");
  final KeyRing keys;
  final TokenIssuer issuer;
  final ServiceAccountAuthenticator authenticator;

  Cluster(Path folder) {
    this(GivenSettings.in(folder));
  }

  Cluster(GivenSettings settings) {
    keys = new KeyRing(settings.make());
    issuer = new TokenIssuer(keys, settings.make(), clock);
    authenticator = new ServiceAccountAuthenticator(keys, settings.make(), clock);
    List.of(accounts, pods, secrets, nodes).forEach(authenticator::addStore);
    put(accounts, "ns", "bot", "a1");
    put(pods, "ns", "web", "p1");
    put(secrets, "ns", "key", "s1");
    put(nodes, "", "n1", "u1");
  }

  static Unstructured object(String namespace, String name, String uid) {
    Unstructured object = Unstructured.create("v1", "Thing");
    if (!namespace.isEmpty()) {
      object.set(namespace, "metadata", "namespace");
    }
    object.set(name, "metadata", "name");
    object.set(uid, "metadata", "uid");
    return object;
  }

  static void put(MemoryStore store, String namespace, String name, String uid) {
    store.create(SERVER, namespace, object(namespace, name, uid));
  }

  static void delete(MemoryStore store, String namespace, String name) {
    store.delete(SERVER, namespace, name, AT_ONCE);
  }

  static void update(MemoryStore store, Unstructured object) {
    store.update(SERVER, object.namespace(), object.name(), object);
  }

  static void mark(MemoryStore store, String namespace, String name, Instant deletion) {
    Unstructured object = store.get(SERVER, namespace, name);
    object.set(deletion.toString(), "metadata", "deletionTimestamp");
    update(store, object);
  }

  static Order order(
      @Nullable String pod, @Nullable String secret, @Nullable String node, long seconds) {
    return new Order(
        "ns",
        new ObjectRef("bot", "a1"),
        pod == null ? null : new ObjectRef("web", pod),
        secret == null ? null : new ObjectRef("key", secret),
        node == null ? null : new ObjectRef("n1", node),
        HERE,
        seconds);
  }

  String plainToken() {
    return issuer.issue(order(null, null, null, 3600)).text();
  }

  Optional<TokenReviewer.Owner> owner(String token) {
    return authenticator.owner(token, HERE);
  }

  /** Why a token is refused; "unknown" if it is nobody's, "taken" if it is good. */
  String answer(String token) {
    try {
      return owner(token).isPresent() ? "taken" : "unknown";
    } catch (StatusException e) {
      return Set.of(401).contains(e.code()) ? e.getMessage() : "failed: " + e.getMessage();
    }
  }
}
