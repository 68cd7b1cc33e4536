package io.binnacle.rest;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.Authorizer;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.ServingIdentity;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A server on a free port of the loopback, with real TLS and everything behind it made up. */
final class RunningServer implements AutoCloseable {
  final FakeStore store = new FakeStore();
  final HttpServer server;
  final List<Dictionary<?, ?>> announced = new CopyOnWriteArrayList<>();
  private final HttpClient http1;
  private final HttpClient http2;

  RunningServer(Path folder) throws Exception {
    this(folder, Map.of());
  }

  RunningServer(Path folder, int port, int maxReads) throws Exception {
    this(folder, Map.of("securePort", port, "maxRequestsInflight", maxReads));
  }

  /**
   * @param settings those that differ from what tests have by default
   */
  RunningServer(Path folder, Map<String, Object> settings) throws Exception {
    server = new HttpServer(context(), settings(settings), new TokenGate(), identity(folder));
    server.registerResourceHandlers(store);
    SSLContext trusting = trusting();
    http1 = client(trusting, HttpClient.Version.HTTP_1_1);
    http2 = client(trusting, HttpClient.Version.HTTP_2);
  }

  static SSLContext trusting() throws GeneralSecurityException {
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustAll()}, null);
    return trusting;
  }

  private static HttpClient client(SSLContext context, HttpClient.Version version) {
    return HttpClient.newBuilder()
        .sslContext(context)
        .version(version)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  HttpClient client(HttpClient.Version version) {
    return version == HttpClient.Version.HTTP_2 ? http2 : http1;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer admin");
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http2.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  static Map<?, ?> tree(HttpResponse<String> response) {
    return (Map<?, ?>) Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpServer.Settings settings(Map<String, Object> changes) {
    Map<String, Object> values = new HashMap<>();
    values.put("kubeletCertificateAuthority", "");
    values.put("kubeletClientCertificate", "");
    values.put("kubeletClientKey", "");
    values.put("kubeletTimeoutSeconds", 5);
    values.put("bindAddress", "127.0.0.1");
    values.put("advertiseAddress", "");
    values.put("securePort", 0);
    values.put("maxRequestsInflight", 400);
    values.put("maxMutatingRequestsInflight", 200);
    values.put("requestTimeoutSeconds", 60);
    values.put("requestHeadTimeoutSeconds", 32);
    values.put("postStartHooks", new String[0]);
    values.putAll(changes);
    return (HttpServer.Settings)
        Proxy.newProxyInstance(
            RunningServer.class.getClassLoader(),
            new Class<?>[] {HttpServer.Settings.class},
            (proxy, method, arguments) -> values.get(method.getName()));
  }

  /** A service registry that holds nothing and remembers what is registered. */
  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            RunningServer.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("registerService")) {
                return null;
              }
              announced.add((Dictionary<?, ?>) arguments[2]);
              return Proxy.newProxyInstance(
                  RunningServer.class.getClassLoader(),
                  new Class<?>[] {ServiceRegistration.class},
                  (registration, called, none) -> null);
            });
  }

  /** Knows the tokens {@code admin}, who may all, and {@code nobody}, who may nothing. */
  private static final class TokenGate implements Gate {
    @Override
    public UserInfo identify(
        Authenticator.Credentials credentials, Map<String, List<String>> headers) {
      return switch (credentials.bearerToken()) {
        case "" -> UserInfo.anonymous();
        case "admin", "nobody" -> new UserInfo(credentials.bearerToken(), "", List.of(), Map.of());
        default -> throw StatusException.unauthorized();
      };
    }

    @Override
    public Authorizer.Decision authorize(Attributes attributes) {
      return new Authorizer.Decision(
          attributes.user().name().equals("admin")
              ? Authorizer.Verdict.ALLOW
              : Authorizer.Verdict.NO_OPINION,
          "");
    }
  }

  private static ServingIdentity identity(Path folder) throws Exception {
    Path file = folder.resolve("serving.p12");
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool", "-genkeypair"));
    command.addAll(List.of("-alias", "serving", "-keyalg", "EC", "-dname", "CN=localhost"));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-storepass", "secret"));
    command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12"));
    if (!Files.exists(file)) {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(output);
      }
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "secret".toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(keys, "secret".toCharArray());
    X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    return new ServingIdentity() {
      @Override
      public X509ExtendedKeyManager keyManager() {
        return manager;
      }

      @Override
      public List<X509Certificate> clientCas() {
        return List.of();
      }

      @Override
      public String servingCaPem() {
        return "";
      }

      @Override
      public Registration onChange(Runnable listener) {
        return () -> {};
      }
    };
  }

  /** Trusts what it sees: the certificate is made a moment before. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket s) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
