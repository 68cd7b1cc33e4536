package io.binnacle.resources.core.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.json.Json;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTest {
  private final Map<String, Unstructured> objects = new HashMap<>();
  private final Peers peers = new Peers();
  private final ResourceStore pods = store("pods");
  private final ResourceStore nodes = store("nodes");
  private final Kubelets kubelets = new Kubelets(peers, List.of("Hostname", "InternalIP"));

  @BeforeEach
  void makeObjects() {
    peers.add(pods);
    peers.add(nodes);
    put(
        "nodes/n",
        "{'status':{'addresses':[{'type':'InternalIP','address':'10.1.1.1'},"
            + "{'type':'Hostname','address':'n.local'}],"
            + "'daemonEndpoints':{'kubeletEndpoint':{'Port':10255}}}}");
    put("nodes/bare", "{'status':{'addresses':[{'type':'ExternalIP','address':'1.2.3.4'}]}}");
    put(
        "pods/p",
        "{'spec':{'nodeName':'n','containers':[{'name':'c','ports':[{'containerPort':81}]}]},"
            + "'status':{'podIP':'10.2.2.2'}}");
    put(
        "pods/three",
        "{'spec':{'nodeName':'n','initContainers':[{'name':'i'}],"
            + "'containers':[{'name':'a'},{'name':'b'}]}}");
    put("pods/astray", "{'spec':{'nodeName':'bare','containers':[{'name':'c'}]}}");
    put("pods/waiting", "{'spec':{'containers':[{'name':'c'}]}}");
  }

  private void put(String key, String json) {
    Unstructured object =
        Unstructured.of(Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    object.set(key.substring(key.indexOf('/') + 1), "metadata", "name");
    object.set("ns", "metadata", "namespace");
    objects.put(key, object);
  }

  private ResourceStore store(String resource) {
    ResourceType type =
        fake(ResourceType.class, (name, arguments) -> new GroupResource("", resource));
    return fake(
        ResourceStore.class,
        (name, arguments) -> {
          if (name.equals("type")) {
            return type;
          }
          Unstructured found = objects.get(resource + "/" + arguments[2]);
          if (found == null) {
            throw StatusException.notFound(
                new GroupResource("", resource), String.valueOf(arguments[2]));
          }
          return found;
        });
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> contract, Answer answer) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  private Connector.Call call(String name, String... query) {
    Map<String, List<String>> parameters = new HashMap<>();
    for (String pair : query) {
      int equals = pair.indexOf('=');
      parameters
          .computeIfAbsent(pair.substring(0, equals), key -> new java.util.ArrayList<>())
          .add(pair.substring(equals + 1));
    }
    return new Connector.Call(pods, "ns", name, "/x", parameters);
  }

  private static String refusal(Connector connector, Connector.Call call) {
    return assertThrows(StatusException.class, () -> connector.locate(call)).getMessage();
  }

  @Test
  void aLogComesFromThePodsNodeAtItsBestAddress() {
    Connector log = new PodLog(kubelets);
    assertEquals(
        Optional.of(
            new Backend(
                Backend.Trust.NODE,
                "https",
                "n.local",
                "10255",
                "/containerLogs/ns/p/c",
                "follow=true&sinceTime=2020-01-01T00%3A00%3A00%2B02%3A00&tailLines=0")),
        log.locate(call("p", "tailLines=0", "follow=", "sinceTime=2020-01-01T00:00:00.7+02:00")));
    assertEquals(
        Backend.Trust.NODE_UNVERIFIED,
        log.locate(call("p", "insecureSkipTLSVerifyBackend=true")).orElseThrow().trust());
    assertEquals(Optional.empty(), log.locate(call("waiting")));
    assertEquals(
        "no preferred addresses found; known addresses: [{ExternalIP 1.2.3.4}]",
        refusal(log, call("astray")));
  }

  @Test
  void theContainerIsChosenOrAskedFor() {
    Connector log = new PodLog(kubelets);
    assertTrue(log.locate(call("three", "container=i")).orElseThrow().path().endsWith("/three/i"));
    assertEquals(
        "a container name must be specified for pod three, choose one of: [a b] or one of the init"
            + " containers: [i]",
        refusal(log, call("three")));
    assertEquals(
        "container z is not valid for pod three", refusal(log, call("three", "container=z")));
  }

  @Test
  void parametersThatAreNoneAreRefused() {
    Connector log = new PodLog(kubelets);
    assertEquals(
        "strconv.ParseInt: parsing \"\": invalid syntax", refusal(log, call("p", "tailLines=")));
    assertEquals(
        "strconv.ParseInt: parsing \"9223372036854775808\": value out of range",
        refusal(log, call("p", "limitBytes=9223372036854775808")));
    assertTrue(refusal(log, call("p", "sinceTime=noon")).startsWith("parsing time \"noon\" as"));
    assertEquals(
        "cannot convert to []int32: strconv.ParseUint: parsing \"x\": invalid syntax",
        refusal(PodStream.portForward(kubelets), call("p", "ports=80,x")));
  }

  @Test
  void streamsAreNamedAsTheKubeletNamesThem() {
    Connector exec = PodStream.exec(kubelets);
    Backend backend =
        exec.locate(call("p", "command=a", "command=b c", "stdin=true", "stdout=1", "tty=false"))
            .orElseThrow();
    assertEquals("/exec/ns/p/c", backend.path());
    assertEquals("command=a&command=b+c&input=1&output=1", backend.query());
    assertEquals(
        "port=80%2C81",
        PodStream.portForward(kubelets)
            .locate(call("p", "ports=80", "ports=81"))
            .orElseThrow()
            .query());
    assertEquals(
        "pod waiting does not have a host assigned", refusal(exec, call("waiting", "command=a")));
  }

  @Test
  void aPodIsProxiedToAtItsFirstPortOrTheOneAskedFor() {
    Connector proxy = new PodProxy();
    assertEquals(
        Optional.of(new Backend(Backend.Trust.ENDPOINT, "http", "10.2.2.2", "81", "/x", "")),
        proxy.locate(call("p")));
    assertEquals(
        Optional.of(new Backend(Backend.Trust.ENDPOINT, "https", "10.2.2.2", "8443", "/x", "")),
        proxy.locate(call("https:p:8443")));
    assertEquals("invalid pod request \"a:b:c:d\"", refusal(proxy, call("a:b:c:d")));
    assertEquals("invalid pod request \":80\"", refusal(proxy, call(":80")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "localhost",
        "metadata.internal",
        "10.0.0.1/x"
      })
  void theServersOwnSurroundingsAreNotProxiedTo(String address) {
    assertEquals(
        "address not allowed",
        assertThrows(StatusException.class, () -> ProxyAddress.check(address)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "8.8.8.8", "fd00::1", "2001:db8::1"})
  void otherAddressesAre(String address) {
    ProxyAddress.check(address);
  }
}
