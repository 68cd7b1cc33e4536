package io.binnacle.crd.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.crd.Trees;
import io.binnacle.schema.json.Json;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookConversionTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private HttpsServer server;
  private String caBundle;
  private volatile UnaryOperator<Unstructured> answer = review -> review;

  @BeforeEach
  void start() throws Exception {
    KeyStore keys = keys();
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("k").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    caBundle = Base64.getEncoder().encodeToString(pem.getBytes());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/convert",
        exchange -> {
          Unstructured review =
              Unstructured.of(
                  Objects.requireNonNull(Json.parse(exchange.getRequestBody().readAllBytes())));
          byte[] body = Json.write(answer.apply(review).content());
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** A certificate for the loopback address and for a Service, made by the JDK's own tool. */
  private KeyStore keys() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                "EC",
                "-dname",
                "CN=webhook",
                "-ext",
                "san=ip:127.0.0.1,dns:hook.ns.svc",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes());
    assertEquals(0, tool.waitFor(), output);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private WebhookConversion conversion(String target, String bundle) {
    return new WebhookConversion(
        Trees.tree(
            "{'conversionReviewVersions':['v2','v1'],'clientConfig':{"
                + target
                + ",'caBundle':'"
                + bundle
                + "'}}"),
        (namespace, name) -> namespace.equals("ns") && name.equals("hook") ? "127.0.0.1" : "");
  }

  private String url() {
    return "'url':'https://127.0.0.1:" + server.getAddress().getPort() + "/convert'";
  }

  private static Unstructured object() {
    return Trees.tree(
        "{'apiVersion':'g/v1','kind':'K','metadata':{'name':'n','uid':'u','labels':{'a':'1'}},"
            + "'spec':{'size':1}}");
  }

  private static Unstructured converted(Unstructured review) {
    assertEquals("apiextensions.k8s.io/v1", review.apiVersion());
    Unstructured object = review.items("request", "objects").get(0).deepCopy();
    object.set(review.string("request", "desiredAPIVersion"), "apiVersion");
    object.set("changed", "metadata", "uid");
    object.set("2", "metadata", "labels", "a");
    object.set(2L, "spec", "size");
    Unstructured answer = Unstructured.create(review.apiVersion(), review.kind());
    answer.set(review.string("request", "uid"), "response", "uid");
    answer.set("Success", "response", "result", "status");
    answer.set(List.of(object.content()), "response", "convertedObjects");
    return answer;
  }

  @Test
  void theAuthorsServerConvertsAllButIdentity() {
    answer = WebhookConversionTest::converted;
    Unstructured v2 = conversion(url(), caBundle).convert(object(), "g/v2");
    assertEquals(
        Trees.tree(
            "{'apiVersion':'g/v2','kind':'K','metadata':{'name':'n','uid':'u','labels':{'a':'2'}},"
                + "'spec':{'size':2}}"),
        v2);
  }

  @Test
  void aServiceIsReachedByItsClusterIp() {
    answer = WebhookConversionTest::converted;
    String service =
        "'service':{'namespace':'ns','name':'hook','path':'/convert','port':"
            + server.getAddress().getPort()
            + "}";
    assertEquals("g/v2", conversion(service, caBundle).convert(object(), "g/v2").apiVersion());
    assertFails("service \"other\" not found", service.replace("'hook'", "'other'"), caBundle);
  }

  @Test
  void whatTheServerSaysAgainstItIsPassedOn() {
    answer =
        review -> {
          Unstructured refusal = converted(review);
          refusal.set("Failure", "response", "result", "status");
          refusal.set("too big", "response", "result", "message");
          return refusal;
        };
    assertFails("conversion webhook for g/v1, Kind=K failed: too big", url(), caBundle);
  }

  @Test
  void anotherAuthoritysServerIsNotTrusted() {
    assertFails("failed", url(), "");
  }

  private void assertFails(String text, String target, String bundle) {
    StatusException failure =
        assertThrows(
            StatusException.class, () -> conversion(target, bundle).convert(object(), "g/v2"));
    assertTrue(String.valueOf(failure.getMessage()).contains(text), failure.getMessage());
  }
}
