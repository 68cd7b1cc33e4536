package io.binnacle.itests.ssa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.binnacle.itests.Kubectl;
import io.binnacle.itests.TestServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An operator made with the Java operator SDK, which writes by server-side apply throughout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaOperatorIT {
  private static final String NAMESPACE = "default";

  private TestServer server;
  private Kubectl kubectl;
  private KubernetesClient client;
  private Operator operator;
  private final SiteReconciler reconciler = new SiteReconciler();

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
    kubectl = server.kubectl();
    kubectl.runWithInput(Site.DEFINITION, "apply", "-f", "-").ok();
    kubectl
        .run("wait", "--for=condition=Established", "--timeout=20s", "crd/sites.web.example.com")
        .ok();
    Config config = Config.fromKubeconfig(Files.readString(server.kubeconfig()));
    client = new KubernetesClientBuilder().withConfig(config).build();
    operator =
        new Operator(
            with ->
                with.withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(true)
                    // Of itself it updates ConfigMaps and Secrets.
                    .withDefaultNonSSAResource(Set.of())
                    .withSSABasedCreateUpdateMatchForDependentResources(true));
    operator.register(reconciler);
    operator.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (operator != null) {
      operator.stop();
    }
    if (client != null) {
      client.close();
    }
    server.close();
  }

  private Site create(String name, String title) throws Exception {
    Site site = new Site();
    site.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
    site.getSpec().title = title;
    client.resource(site).create();
    Eventually.holds(name + " is reconciled", () -> title.equals(site(name).getStatus().observed));
    return site(name);
  }

  private Site site(String name) {
    return client.resources(Site.class).inNamespace(NAMESPACE).withName(name).get();
  }

  private ConfigMap pages(String name) {
    return client.configMaps().inNamespace(NAMESPACE).withName(name).get();
  }

  /** The managers as {@code name/operation/subresource}. */
  private static List<String> managers(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .map(
            entry ->
                entry.getManager()
                    + "/"
                    + entry.getOperation()
                    + (entry.getSubresource() == null ? "" : "/" + entry.getSubresource()))
        .sorted()
        .toList();
  }

  @Test
  void whatTheOperatorMakesIsItsOwn() throws Exception {
    Site site = create("made", "hello");
    assertEquals(List.of(SiteReconciler.FINALIZER), site.getMetadata().getFinalizers());
    assertEquals(
        List.of(
            "fabric8-kubernetes-client/Update",
            "site-operator/Apply",
            "site-operator/Apply/status"),
        managers(site));
    ConfigMap pages = pages("made");
    assertEquals("hello", pages.getData().get("title"));
    assertEquals("1", pages.getData().get("pages"), "defaulted by the definition");
    assertEquals(List.of("site-operator/Apply"), managers(pages));
    assertEquals(
        site.getMetadata().getUid(), pages.getMetadata().getOwnerReferences().get(0).getUid());
  }

  @Test
  void whatOthersChangeIsRepairedAndWhatTheyAddIsLeft() throws Exception {
    create("drift", "right");
    kubectl
        .run(
            "patch",
            "configmap/drift",
            "--type=merge",
            "-p",
            "{\"data\":{\"title\":\"wrong\",\"added\":\"here\"}}")
        .ok();
    Eventually.holds(
        "the title is repaired", () -> "right".equals(pages("drift").getData().get("title")));
    assertEquals("here", pages("drift").getData().get("added"));
    kubectl.run("delete", "configmap/drift").ok();
    Eventually.holds("it is made again", () -> pages("drift") != null);
    assertNull(pages("drift").getData().get("added"));
  }

  @Test
  void aChangedWishIsFollowed() throws Exception {
    create("followed", "one");
    kubectl
        .run("patch", "site/followed", "--type=merge", "-p", "{\"spec\":{\"title\":\"two\"}}")
        .ok();
    Eventually.holds(
        "the wish is followed", () -> "two".equals(pages("followed").getData().get("title")));
    Eventually.holds("it is said", () -> "two".equals(site("followed").getStatus().observed));
    assertEquals(2L, site("followed").getMetadata().getGeneration());
    assertEquals(List.of("site-operator/Apply"), managers(pages("followed")));
  }

  @Test
  void anotherRoundWritesNothing() throws Exception {
    create("calm", "same");
    int rounds = reconciler.rounds.get();
    // A label that nobody wishes away makes a round.
    kubectl
        .run(
            "patch",
            "configmap/calm",
            "--type=merge",
            "-p",
            "{\"metadata\":{\"labels\":{\"seen\":\"yes\"}}}")
        .ok();
    Eventually.holds("a round is made", () -> reconciler.rounds.get() > rounds);
    String labelled = pages("calm").getMetadata().getResourceVersion();
    String site = site("calm").getMetadata().getResourceVersion();
    Thread.sleep(500);
    assertEquals(labelled, pages("calm").getMetadata().getResourceVersion());
    assertEquals(site, site("calm").getMetadata().getResourceVersion());
    assertEquals("yes", pages("calm").getMetadata().getLabels().get("seen"));
  }

  @Test
  void statusIsSharedWithAnotherManager() throws Exception {
    create("noted", "shared");
    Site note = new Site();
    note.setMetadata(new ObjectMetaBuilder().withName("noted").withNamespace(NAMESPACE).build());
    note.setSpec(null);
    note.setStatus(new Site.Status());
    note.getStatus().note = "by a person";
    client.resource(note).subresource("status").patch(Apply.by("person"), note);
    kubectl
        .run("patch", "site/noted", "--type=merge", "-p", "{\"spec\":{\"title\":\"again\"}}")
        .ok();
    Eventually.holds("it is said", () -> "again".equals(site("noted").getStatus().observed));
    assertEquals("by a person", site("noted").getStatus().note);
  }

  @Test
  void aDeletedSiteIsCleanedUpBeforeItGoes() throws Exception {
    create("gone", "soon");
    kubectl.run("delete", "site/gone", "--timeout=20s").ok();
    Eventually.holds("it is gone", () -> site("gone") == null);
    assertEquals(1, reconciler.cleaned.stream().filter("gone"::equals).count());
  }
}
