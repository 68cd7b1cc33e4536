package io.binnacle.itests.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.Outcome;
import io.binnacle.itests.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs, commands, ports and proxied paths, through the server to a stand-in for a node. */
@Timeout(300)
class NodeStreamsIT {
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final int FOLLOWERS = 100;

  @TempDir private static Path folder;
  private static TestKubelet kubelet;
  private static TestServer server;
  private static ApiClient api;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    KubeletCertificate certificate = KubeletCertificate.make(folder);
    kubelet = TestKubelet.overTls(certificate);
    server =
        TestServer.start(
            "--kubelet-preferred-address-types=InternalIP",
            "--kubelet-certificate-authority=" + certificate.pem());
    api = ApiClient.admin(server);
    http = HttpClient.newBuilder().sslContext(server.tls()).build();
    node("node", "127.0.0.1", kubelet.port());
    // Nothing listens on the discard port.
    node("absent", "127.0.0.1", 9);
    pod("single", "node", "a");
    pod("double", "node", "a", "b");
    pod("gone", "node", "a");
    pod("lost", "absent", "a");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    kubelet.close();
  }

  private static void node(String name, String address, int port) throws Exception {
    api.post("/api/v1/nodes", "{'metadata':{'name':'%s'}}".formatted(name).replace('\'', '"'))
        .expect(201);
    status(
        "/api/v1/nodes/" + name,
        "{'addresses':[{'type':'InternalIP','address':'%s'}],'daemonEndpoints':{'kubeletEndpoint':{'Port':%d}}}"
            .formatted(address, port));
  }

  private static void pod(String name, String node, String... containers) throws Exception {
    List<String> parts = new ArrayList<>();
    for (String container : containers) {
      parts.add(
          "{'name':'%s','image':'i:1','ports':[{'containerPort':8080}]}".formatted(container));
    }
    String spec =
        "{'metadata':{'name':'%s'},'spec':{'nodeName':'%s','containers':[%s]}}"
            .formatted(name, node, String.join(",", parts));
    api.post(PODS, spec.replace('\'', '"')).expect(201);
    status(
        PODS + "/" + name,
        "{'phase':'Running','containerStatuses':[{'name':'a','ready':true,'restartCount':0,'image':'i:1','imageID':'i','state':{'running':{}}}]}");
  }

  private static void status(String path, String status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path + "/status"))
            .header("Content-Type", "application/merge-patch+json")
            .method(
                "PATCH",
                HttpRequest.BodyPublishers.ofString(
                    ("{'status':" + status + "}").replace('\'', '"')))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response::body);
  }

  private static String message(String path, int code) throws Exception {
    return api.get(path).expect(code).field("message");
  }

  @Test
  void aLogIsReadByKubectl() throws Exception {
    Outcome outcome = server.kubectl().run("logs", "single", "--tail=5").ok();
    assertEquals("first\n", outcome.out());
    assertTrue(
        kubelet.requests.stream()
            .anyMatch(r -> r.target().equals("/containerLogs/default/single/a?tailLines=5")),
        kubelet.requests::toString);
  }

  @Test
  void aLogThatIsFollowedComesAsItIsWrittenAndManyFollowersHoldNobodyUp() throws Exception {
    List<CompletableFuture<HttpResponse<java.io.InputStream>>> opening = new ArrayList<>();
    for (int i = 0; i < FOLLOWERS; i++) {
      URI uri = URI.create(server.url() + PODS + "/single/log?follow=true");
      opening.add(
          http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream()));
    }
    List<BufferedReader> logs = new ArrayList<>();
    for (CompletableFuture<HttpResponse<java.io.InputStream>> response : opening) {
      logs.add(
          new BufferedReader(
              new InputStreamReader(
                  response.get(60, TimeUnit.SECONDS).body(), StandardCharsets.UTF_8)));
      assertEquals("first", logs.get(logs.size() - 1).readLine());
    }
    long before = System.nanoTime();
    api.get(PODS).expect(200);
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 30);
    kubelet.moreLog.countDown();
    for (BufferedReader log : logs) {
      assertEquals("second", log.readLine());
      assertEquals(null, log.readLine());
    }
  }

  @Test
  void whatIsWrongWithALogIsSaidInTheOriginalsWords() throws Exception {
    assertEquals(
        "a container name must be specified for pod double, choose one of: [a b]",
        message(PODS + "/double/log", 400));
    assertEquals(
        "the server could not find the requested resource ( pods/log gone)",
        message(PODS + "/gone/log", 404));
    String unreachable = message(PODS + "/lost/log?tailLines=1", 500);
    assertEquals(
        "Get \"https://127.0.0.1:9/containerLogs/default/lost/a?tailLines=1\": dial tcp 127.0.0.1:9:"
            + " connect: connection refused",
        unreachable);
  }

  @Test
  void aCommandRunsInAContainer() throws Exception {
    Outcome outcome =
        server.kubectl().runWithInput("told\n", "exec", "-i", "single", "--", "say", "a b").ok();
    assertTrue(
        outcome.out().startsWith("ran /exec/default/single/a?command=say&command=a+b&"),
        outcome.out());
    assertTrue(outcome.out().endsWith("told\n"), outcome.out());
    Outcome attached = server.kubectl().run("attach", "single").ok();
    assertTrue(attached.out().contains("ran /attach/default/single/a?"), attached.out());
  }

  @Test
  void aCommandNeedsAnUpgradeAndANodeThatIsThere() throws Exception {
    assertEquals(
        "Upgrade request required", message(PODS + "/single/exec?command=x&stdout=1", 400));
    Outcome outcome = server.kubectl().run("exec", "lost", "--", "x");
    assertTrue(
        outcome
            .err()
            .contains("error dialing backend: dial tcp 127.0.0.1:9: connect: connection refused"),
        outcome.err());
  }

  @Test
  void aPortIsForwarded() throws Exception {
    Path output = folder.resolve("forward");
    Process forwarding = server.kubectl().start(output, "port-forward", "pod/single", ":8080");
    try {
      for (int i = 0; i < 300 && !Files.readString(output).contains("Forwarding from 127."); i++) {
        Thread.sleep(100);
      }
      String text = Files.readString(output);
      String port = text.replaceAll("(?s).*127\\.0\\.0\\.1:(\\d+) ->.*", "$1");
      for (int i = 0; i < 2; i++) {
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
          socket.setSoTimeout(20_000);
          socket.getOutputStream().write("quiet".getBytes(StandardCharsets.UTF_8));
          assertEquals(
              "QUIET",
              new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8),
              () -> text);
        }
      }
    } finally {
      forwarding.destroy();
      forwarding.waitFor();
    }
  }

  @Test
  void aNodeIsProxiedWithItsPathsMethodsAndBodies() throws Exception {
    String base = "/api/v1/nodes/node/proxy";
    assertEquals("GET /a/b%20c?x=1&y ", api.get(base + "/a/b%20c?x=1&y").expect(200).text());
    assertEquals("POST /run {\"a\":1}", api.post(base + "/run", "{\"a\":1}").expect(200).text());
    assertEquals("DELETE / ", api.delete(base + "/").expect(200).text());
    HttpResponse<String> response = send(base + "/seen", "X-Mine", "kept", "Impersonate-Uid", "");
    assertEquals("test", response.headers().firstValue("X-Served-By").orElse(""));
    HttpConnection.Request seen =
        kubelet.requests.stream().filter(r -> r.path().equals("/seen")).findFirst().orElseThrow();
    assertEquals("kept", seen.header("x-mine"));
    assertEquals(base + "/seen", seen.header("x-forwarded-uri"));
    assertEquals("127.0.0.1", seen.header("x-forwarded-for"));
    assertEquals("", seen.header("authorization"));
  }

  private static HttpResponse<String> send(String path, String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path)).headers(headers).build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void redirectsOfAProxiedServerLeadBackThroughTheProxy() throws Exception {
    String base = "/api/v1/nodes/node/proxy";
    HttpResponse<String> moved = send(base + "/moved", "X-Mine", "kept");
    assertEquals(302, moved.statusCode());
    assertEquals(base + "/there", moved.headers().firstValue("Location").orElse(""));
    assertEquals(Optional.empty(), moved.headers().firstValue("Access-Control-Allow-Origin"));
    HttpResponse<String> root = send(base + "?x=1", "X-Mine", "kept");
    assertEquals(301, root.statusCode());
    assertEquals(base + "/?x=1", root.headers().firstValue("Location").orElse(""));
  }

  @Test
  void whatIsNoAddressOfAPodIsNotProxiedTo() throws Exception {
    status(PODS + "/gone", "{'podIP':'127.0.0.1','podIPs':[{'ip':'127.0.0.1'}]}");
    assertEquals("address not allowed", message(PODS + "/gone/proxy/", 400));
    status(PODS + "/gone", "{'podIP':'169.254.169.254','podIPs':[{'ip':'169.254.169.254'}]}");
    assertEquals("address not allowed", message(PODS + "/http:gone:80/proxy/", 400));
    assertEquals("address not allowed", message("/api/v1/nodes/node:1/proxy/", 400));
    assertEquals("invalid pod request \"ftp:gone:80\"", message(PODS + "/ftp:gone:80/proxy/", 400));
  }

  @Test
  void aServiceIsProxiedToEndpointsThatArePods() throws Exception {
    InetAddress address = reachableAddress();
    assumeTrue(address != null, "no address but the loopback's");
    String ip = address.getHostAddress();
    String services = "/api/v1/namespaces/default/services";
    try (TestKubelet served = TestKubelet.plain(address)) {
      api.post(
              services,
              "{'metadata':{'name':'web'},'spec':{'ports':[{'name':'http','port':80}]}}"
                  .replace('\'', '"'))
          .expect(201);
      assertEquals(
          "no endpoints available for service \"web:http\"",
          message(services + "/web:http/proxy/", 503));
      assertEquals(
          "no service port 81 found for service \"web\"",
          message(services + "/web:81/proxy/", 503));
      slice(ip, served.port());
      // The pod that the endpoint is said to be has another address.
      assertEquals(
          "no endpoints available for service \"web:80\"",
          message(services + "/web:80/proxy/", 503));
      assertTrue(served.requests.isEmpty());
      status(PODS + "/single", "{'podIP':'%1$s','podIPs':[{'ip':'%1$s'}]}".formatted(ip));
      assertEquals("GET /x?y=z ", api.get(services + "/web:80/proxy/x?y=z").expect(200).text());
      assertEquals("GET /x ", api.get(services + "/http:web:http/proxy/x").expect(200).text());
      String direct = PODS + "/single:" + served.port() + "/proxy/x";
      assertEquals("GET /x ", api.get(direct).expect(200).text());
    }
    assertTrue(
        message(services + "/web:80/proxy/", 503)
            .matches("error trying to reach service: dial tcp .*: connect: connection refused"));
  }

  private static void slice(String ip, int port) throws Exception {
    api.post(
            "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices",
            ("{'metadata':{'name':'web-1','labels':{'kubernetes.io/service-name':'web'}},"
                    + "'addressType':'IPv4','ports':[{'name':'http','port':%d}],"
                    + "'endpoints':[{'addresses':['%s'],'targetRef':{'kind':'Pod',"
                    + "'namespace':'default','name':'single'}}]}")
                .formatted(port, ip)
                .replace('\'', '"'))
        .expect(201);
  }

  /** An address of this machine that may be proxied to, null if it has none. */
  private static InetAddress reachableAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(java.net.Inet4Address.class::isInstance)
        .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
        .findFirst()
        .orElse(null);
  }

  @Test
  void whoMayReadPodsMayNotReachIntoThem() throws Exception {
    String jane = "--as=jane";
    Outcome log = server.kubectl().run("get", "--raw", PODS + "/single/log", jane);
    assertTrue(
        log.err().contains("User \"jane\" cannot get resource \"pods/log\" in API group \"\""),
        log.err());
    server
        .kubectl()
        .run("create", "role", "reader", "--verb=get", "--resource=pods/exec,pods/log,pods")
        .ok();
    server.kubectl().run("create", "rolebinding", "jane", "--role=reader", "--user=jane").ok();
    Outcome exec = new Outcome(0, "", "");
    for (int i = 0; i < 50 && !exec.err().contains("cannot create"); i++) {
      exec = server.kubectl().run("exec", "single", jane, "--", "x");
    }
    assertTrue(
        exec.err().contains("User \"jane\" cannot create resource \"pods/exec\""), exec.err());
    assertFalse(exec.out().contains("ran"), exec.out());
  }
}
