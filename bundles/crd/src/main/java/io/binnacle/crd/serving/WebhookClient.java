package io.binnacle.crd.serving;

import io.binnacle.api.object.Unstructured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts to a server that a {@code clientConfig} names, by HTTPS alone. A Service is reached by its
 * cluster IP and has to prove that it is {@code NAME.NAMESPACE.svc}. Thread-safe.
 */
public final class WebhookClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ORDINARY_PORT = 443;

  /** Finds the address of a Service. */
  public interface Services {
    /** The cluster IP, "" if there is no such Service or it has none. */
    String clusterIp(String namespace, String name);
  }

  private final Unstructured config;
  private final Services services;
  private volatile @Nullable HttpClient client;

  WebhookClient(Unstructured config, Services services) {
    this.config = config;
    this.services = services;
  }

  /** The body of the answer, which is a 200. */
  byte[] post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = client().send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("Post \"" + request.uri() + "\": status " + answer.statusCode());
    }
    return answer.body();
  }

  private boolean isService() {
    return config.get("service") != null;
  }

  private URI address() throws IOException {
    try {
      if (!isService()) {
        return URI.create(config.string("url"));
      }
      String namespace = config.string("service", "namespace");
      String name = config.string("service", "name");
      String ip = services.clusterIp(namespace, name);
      if (ip.isEmpty()) {
        throw new IOException("service \"" + name + "\" not found");
      }
      String path = config.string("service", "path");
      return URI.create(
          "https://"
              + (ip.contains(":") ? "[" + ip + "]" : ip)
              + ":"
              + config.number(ORDINARY_PORT, "service", "port")
              + (path.isEmpty() ? "/" : path));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private HttpClient client() throws IOException {
    HttpClient known = client;
    if (known == null) {
      known = newClient();
      client = known;
    }
    return known;
  }

  private HttpClient newClient() throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
    try {
      String bundle = config.string("caBundle");
      if (!bundle.isEmpty()) {
        builder.sslContext(trusting(Base64.getDecoder().decode(bundle)));
      }
      if (isService()) {
        SSLParameters parameters = new SSLParameters();
        String host =
            config.string("service", "name") + "." + config.string("service", "namespace") + ".svc";
        parameters.setServerNames(List.of(new SNIHostName(host)));
        builder.sslParameters(parameters);
      }
      return builder.build();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("caBundle: " + e.getMessage(), e);
    }
  }

  private static SSLContext trusting(byte[] pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int index = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry("ca" + index++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
