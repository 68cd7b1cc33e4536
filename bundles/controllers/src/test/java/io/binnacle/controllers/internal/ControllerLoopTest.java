package io.binnacle.controllers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.StatusException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControllerLoopTest {
  private static final RequestContext SERVER = RequestContext.server("v1");

  private final MemoryStore namespaces = new MemoryStore("namespaces", "Namespace", false);
  private final MemoryStore accounts = new MemoryStore("serviceaccounts", "ServiceAccount", true);
  private final MemoryStore maps = new MemoryStore("configmaps", "ConfigMap", true);
  private final MemoryStore pods = new MemoryStore("pods", "Pod", true);
  private final AtomicReference<String> pem = new AtomicReference<>("PEM");
  private final ControllerLoop loop = loop();

  private ControllerLoop loop() {
    Stores stores = new Stores();
    List<Controller> controllers = new ArrayList<>();
    controllers.add(new NamespaceController(stores, InstantSource.system()));
    controllers.add(Furnisher.defaultServiceAccount(stores));
    controllers.add(Furnisher.rootCertificate(stores, pem::get));
    return new ControllerLoop(stores, controllers, Executors.newSingleThreadScheduledExecutor());
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void everyNamespaceGetsADefaultServiceAccountAndTheRootCertificate() {
    namespace("old");
    addAll();
    namespace("new");
    await(() -> accounts.objects().size() == 2 && maps.objects().size() == 2);
    assertTrue(accounts.objects().containsKey("new/default"));
    assertEquals("PEM", maps.objects().get("old/kube-root-ca.crt").get("data", "ca.crt"));
  }

  @Test
  void aDeletedServiceAccountComesBackAndAChangedCertificateIsPutRight() {
    namespace("n");
    addAll();
    await(() -> accounts.objects().size() == 1 && maps.objects().size() == 1);
    accounts.delete(SERVER, "n", "default", DeleteOptions.DEFAULT);
    Unstructured map = maps.get(SERVER, "n", "kube-root-ca.crt");
    map.set("changed", "data", "ca.crt");
    maps.update(SERVER, "n", "kube-root-ca.crt", map);
    await(
        () ->
            accounts.objects().size() == 1
                && "PEM".equals(maps.objects().get("n/kube-root-ca.crt").get("data", "ca.crt")));
  }

  @Test
  void aCertificateThatComesLateOrChangesIsPublished() {
    pem.set("");
    namespace("n");
    addAll();
    await(() -> accounts.objects().size() == 1);
    assertTrue(maps.objects().isEmpty());
    for (String next : List.of("first", "second")) {
      pem.set(next);
      loop.reconcileAll();
      await(
          () -> {
            Unstructured map = maps.objects().get("n/kube-root-ca.crt");
            return map != null && next.equals(map.get("data", "ca.crt"));
          });
    }
  }

  @Test
  void aNamespaceSeenBeforeTheAccountsAreServedGetsItsAccountLater() {
    loop.add(namespaces);
    namespace("n");
    await(() -> namespaces.cache.watchers() == 1);
    loop.add(accounts);
    await(() -> accounts.objects().containsKey("n/default"));
  }

  @Test
  void aDeletedNamespaceIsEmptiedAndGoes() {
    namespace("gone");
    namespace("stays");
    addAll();
    await(() -> accounts.objects().size() == 2 && maps.objects().size() == 2);
    object(maps, "gone", "a");
    object(pods, "gone", "p");
    object(maps, "stays", "a");
    namespaces.delete(SERVER, "", "gone", DeleteOptions.DEFAULT);
    await(() -> namespaces.objects().keySet().equals(java.util.Set.of("/stays")));
    assertTrue(pods.objects().isEmpty());
    assertEquals(java.util.Set.of("stays/a", "stays/kube-root-ca.crt"), maps.objects().keySet());
    assertEquals(java.util.Set.of("stays/default"), accounts.objects().keySet());
  }

  @Test
  void whatFinalizersHoldIsNamedAndWaitedFor() {
    namespace("n");
    addAll();
    Unstructured held = object(maps, "n", "held");
    held = maps.get(SERVER, "n", held.name());
    held.set(new ArrayList<>(List.of("example.com/f")), "metadata", "finalizers");
    maps.update(SERVER, "n", "held", held);
    namespaces.delete(SERVER, "", "n", DeleteOptions.DEFAULT);
    await(() -> condition("NamespaceFinalizersRemaining").string("status").equals("True"));
    assertEquals(
        "Some content in the namespace has finalizers remaining: example.com/f in 1 resource"
            + " instances",
        condition("NamespaceFinalizersRemaining").string("message"));
    assertEquals(
        "Some resources are remaining: configmaps. has 1 resource instances",
        condition("NamespaceContentRemaining").string("message"));
    assertEquals("False", condition("NamespaceDeletionContentFailure").string("status"));
    Unstructured released = maps.get(SERVER, "n", "held");
    released.remove("metadata", "finalizers");
    maps.update(SERVER, "n", "held", released);
    await(() -> namespaces.objects().isEmpty());
  }

  @Test
  void podsGoBeforeEverythingElse() {
    namespace("n");
    addAll();
    object(maps, "n", "a");
    Unstructured pod = object(pods, "n", "p");
    pod = pods.get(SERVER, "n", "p");
    pod.set(new ArrayList<>(List.of("example.com/f")), "metadata", "finalizers");
    pods.update(SERVER, "n", "p", pod);
    namespaces.delete(SERVER, "", "n", DeleteOptions.DEFAULT);
    await(() -> condition("NamespaceContentRemaining").string("status").equals("True"));
    assertTrue(maps.objects().containsKey("n/a"));
    assertFalse(maps.writes.contains("delete n/a"));
  }

  @Test
  void aStoreThatFailsIsNamedAndTriedAgain() {
    namespace("n");
    addAll();
    await(() -> accounts.objects().size() == 1 && maps.objects().size() == 1);
    maps.failure = StatusException.internalError("disk on fire");
    namespaces.delete(SERVER, "", "n", DeleteOptions.DEFAULT);
    await(
        () ->
            condition("NamespaceDeletionContentFailure")
                .string("message")
                .equals(
                    "Failed to delete all resource types, 1 remaining: configmaps: Internal error"
                        + " occurred: disk on fire"));
    maps.failure = null;
    await(() -> namespaces.objects().isEmpty());
  }

  @Test
  void otherFinalizersOfANamespaceAreLeftToTheirOwners() {
    Unstructured namespace = namespace("n");
    namespace = namespaces.get(SERVER, "", "n");
    namespace.set(new ArrayList<>(List.of("example.com/a", "kubernetes")), "spec", "finalizers");
    namespaces.update(SERVER, "", "n", namespace);
    addAll();
    namespaces.delete(SERVER, "", "n", DeleteOptions.DEFAULT);
    await(
        () ->
            namespaces
                .objects()
                .get("/n")
                .list("spec", "finalizers")
                .equals(List.of("example.com/a")));
  }

  @Test
  void aWatchThatEndsOrIsRefusedIsBegunAgain() {
    namespaces.cache.refusals = 2;
    addAll();
    await(() -> namespaces.cache.watchers() == 1);
    namespaces.cache.endWatches();
    namespace("n");
    await(() -> accounts.objects().containsKey("n/default"));
  }

  @Test
  void aStoreThatHasGoneIsNoLongerWatched() {
    namespace("n");
    addAll();
    await(() -> accounts.objects().size() == 1);
    loop.remove(accounts);
    accounts.delete(SERVER, "n", "default", DeleteOptions.DEFAULT);
    namespace("m");
    await(() -> maps.objects().containsKey("m/kube-root-ca.crt"));
    assertTrue(accounts.objects().isEmpty());
  }

  private void addAll() {
    loop.add(accounts);
    loop.add(maps);
    loop.add(pods);
    loop.add(namespaces);
  }

  private Unstructured namespace(String name) {
    Unstructured made = Unstructured.create("v1", "Namespace");
    made.set(name, "metadata", "name");
    made.set(new ArrayList<>(List.of("kubernetes")), "spec", "finalizers");
    namespaces.create(SERVER, "", made);
    return made;
  }

  private static Unstructured object(MemoryStore store, String namespace, String name) {
    Unstructured made = Unstructured.create("v1", store.type().kind());
    made.set(name, "metadata", "name");
    store.create(SERVER, namespace, made);
    return made;
  }

  private Unstructured condition(String type) {
    Unstructured namespace = namespaces.objects().get("/n");
    if (namespace != null) {
      for (Unstructured condition : namespace.items("status", "conditions")) {
        if (condition.string("type").equals(type)) {
          return condition;
        }
      }
    }
    return new Unstructured(new java.util.LinkedHashMap<>());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "did not happen within 10 s");
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }
}
