package io.binnacle.auth.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.auth.testing.MemoryStore;
import io.binnacle.schema.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeAuthorizerTest {
  private static final String UNRELATED = "no relationship found between node 'n1' and this object";

  private final NodeAuthorizer authorizer = new NodeAuthorizer();
  private final MemoryStore pods = new MemoryStore("Pod");
  private final MemoryStore volumes = new MemoryStore("PersistentVolume");
  private final MemoryStore attachments = new MemoryStore("VolumeAttachment");
  private final MemoryStore slices = new MemoryStore("ResourceSlice");

  @BeforeEach
  void start() {
    List.of(pods, volumes, attachments, slices).forEach(authorizer::addStore);
  }

  private static UserInfo node(String name) {
    return new UserInfo("system:node:" + name, "", List.of("system:nodes"), Map.of());
  }

  /** Puts an object, JSON with single quotes. */
  private static void put(MemoryStore store, String json) {
    Object tree = Json.parse(json.replace('\'', '"'));
    Unstructured object = Unstructured.of(java.util.Objects.requireNonNull(tree));
    store.create(RequestContext.server("v1"), object.namespace(), object);
  }

  private void runsPod(String node, String name, String spec) {
    put(
        pods,
        "{'kind':'Pod','metadata':{'name':'"
            + name
            + "','namespace':'ns'},'spec':{'nodeName':'"
            + node
            + "',"
            + spec
            + "}}");
  }

  /** What n1 is told; words are verb, group/resource/subresource, namespace, name. */
  private String answer(String verb, String resource, String namespace, String name) {
    return answer(node("n1"), verb, resource, namespace, name);
  }

  private String answer(UserInfo user, String verb, String path, String namespace, String name) {
    String[] parts = path.split("/", -1);
    Decision decision =
        authorizer.authorize(
            Attributes.resource(
                user,
                verb,
                parts.length > 2 ? parts[2] : "",
                "v1",
                parts[0],
                parts.length > 1 ? parts[1] : "",
                namespace,
                name));
    return decision.isAllowed() ? "allowed" : decision.reason();
  }

  @Test
  void onlyNodesAreKnown() {
    UserInfo jo = new UserInfo("system:node:n1", "", List.of("team"), Map.of());
    assertEquals("", answer(jo, "create", "nodes", "", ""));
    assertEquals(
        "unknown node for user \"system:node:\"", answer(node(""), "create", "nodes", "", ""));
  }

  @Test
  void whatAPodOfTheNodeRefersToMayBeRead() {
    runsPod(
        "n1",
        "web",
        "'serviceAccountName':'bot','imagePullSecrets':[{'name':'pull'}],"
            + "'containers':[{'env':[{'valueFrom':{'secretKeyRef':{'name':'env'}}}],"
            + "'envFrom':[{'configMapRef':{'name':'from'}}]}],"
            + "'volumes':[{'name':'a','secret':{'secretName':'vol'}},"
            + "{'name':'b','projected':{'sources':[{'configMap':{'name':'proj'}}]}},"
            + "{'name':'c','persistentVolumeClaim':{'claimName':'claim'}},"
            + "{'name':'d','ephemeral':{'volumeClaimTemplate':{}}}],"
            + "'resourceClaims':[{'resourceClaimName':'gpu'}]");
    for (String secret : List.of("pull", "env", "vol")) {
      assertEquals("allowed", answer("get", "secrets", "ns", secret), secret);
      assertEquals("allowed", answer("watch", "secrets", "ns", secret), secret);
      assertEquals(UNRELATED, answer(node("n1"), "get", "secrets", "other", secret), secret);
    }
    assertEquals("allowed", answer("get", "configmaps", "ns", "from"));
    assertEquals("allowed", answer("get", "configmaps", "ns", "proj"));
    assertEquals("allowed", answer("get", "persistentvolumeclaims", "ns", "claim"));
    assertEquals("allowed", answer("get", "persistentvolumeclaims", "ns", "web-d"));
    assertEquals("allowed", answer("patch", "persistentvolumeclaims/status", "ns", "claim"));
    assertEquals("allowed", answer("get", "resourceclaims//resource.k8s.io", "ns", "gpu"));
    assertEquals("allowed", answer("create", "serviceaccounts/token", "ns", "bot"));
    assertEquals("allowed", answer("get", "pods", "ns", "web"));
    assertEquals(UNRELATED, answer("get", "secrets", "ns", "from"));
    assertEquals(
        "no relationship found between node 'n2' and this object",
        answer(node("n2"), "get", "secrets", "ns", "pull"));
    assertEquals("can only read resources of this type", answer("update", "secrets", "ns", "pull"));
    assertEquals("No Object name found", answer("list", "secrets", "ns", ""));
    assertEquals(
        "can only read namespaced object of this type", answer("list", "secrets", "", "pull"));
  }

  @Test
  void aMirrorPodGivesNoRights() {
    put(
        pods,
        "{'kind':'Pod','metadata':{'name':'m','namespace':'ns','annotations':"
            + "{'kubernetes.io/config.mirror':'x'}},'spec':{'nodeName':'n1',"
            + "'imagePullSecrets':[{'name':'pull'}],'serviceAccountName':'bot'}}");
    assertEquals(UNRELATED, answer("get", "secrets", "ns", "pull"));
    assertEquals(UNRELATED, answer("create", "serviceaccounts/token", "ns", "bot"));
    assertEquals("allowed", answer("get", "pods", "ns", "m"));
  }

  @Test
  void aVolumeIsReadByTheNodeOfItsClaimsPod() {
    runsPod("n1", "db", "'volumes':[{'persistentVolumeClaim':{'claimName':'data'}}]");
    put(
        volumes,
        "{'kind':'PersistentVolume','metadata':{'name':'pv'},'spec':{'claimRef':"
            + "{'namespace':'ns','name':'data'},'csi':{'nodeStageSecretRef':"
            + "{'namespace':'storage','name':'stage'}}}}");
    assertEquals("allowed", answer("get", "persistentvolumes", "", "pv"));
    assertEquals("allowed", answer("get", "secrets", "storage", "stage"));
    assertEquals(UNRELATED, answer("get", "secrets", "ns", "stage"));
    assertEquals(
        "no relationship found between node 'n2' and this object",
        answer(node("n2"), "get", "persistentvolumes", "", "pv"));
  }

  @Test
  void aNodeHasWhatBearsItsName() {
    assertEquals("allowed", answer("get", "nodes", "", "n1"));
    assertEquals(
        "node 'n1' cannot read 'n2', only its own Node object", answer("get", "nodes", "", "n2"));
    assertEquals(
        "node 'n1' cannot read all nodes, only its own Node object",
        answer("list", "nodes", "", ""));
    assertEquals("allowed", answer("patch", "nodes/status", "", "n1"));
    String leases = "leases//coordination.k8s.io";
    assertEquals("allowed", answer("update", leases, "kube-node-lease", "n1"));
    assertEquals(
        "can only access node lease with the same name as the requesting node",
        answer("update", leases, "kube-node-lease", "n2"));
    assertEquals(
        "can only access leases in the \"kube-node-lease\" system namespace",
        answer("get", leases, "kube-system", "n1"));
    assertEquals("allowed", answer("delete", "csinodes//storage.k8s.io", "", "n1"));
    assertEquals(
        "can only access CSINode with the same name as the requesting node",
        answer("delete", "csinodes//storage.k8s.io", "", "n2"));
  }

  @Test
  void whatNamesTheNodeIsItsOwn() {
    put(attachments, "{'metadata':{'name':'at'},'spec':{'nodeName':'n1'}}");
    put(slices, "{'metadata':{'name':'sl'},'spec':{'nodeName':'n1'}}");
    assertEquals("allowed", answer("get", "volumeattachments//storage.k8s.io", "", "at"));
    assertEquals("allowed", answer("delete", "resourceslices//resource.k8s.io", "", "sl"));
    UserInfo other = node("n2");
    String unrelated = "no relationship found between node 'n2' and this object";
    assertEquals(unrelated, answer(other, "get", "volumeattachments//storage.k8s.io", "", "at"));
    assertEquals(unrelated, answer(other, "delete", "resourceslices//resource.k8s.io", "", "sl"));
  }

  @Test
  void theRestIsWhatEveryNodeMay() {
    assertEquals("allowed", answer("list", "services", "", ""));
    assertEquals("allowed", answer("create", "events", "ns", ""));
    assertEquals("allowed", answer("create", "pods/eviction", "ns", "p"));
    assertEquals("", answer("list", "deployments//apps", "ns", ""));
    assertEquals("", answer("delete", "nodes", "", "n1"));
  }

  @Test
  void rulesOfNodesCanNotBeListed() {
    assertEquals(true, authorizer.rulesFor(node("n1"), "ns").incomplete());
    assertEquals(false, authorizer.rulesFor(UserInfo.SERVER, "ns").incomplete());
  }
}
