package io.binnacle.storage.etcd;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Turns PEM files into what the connections use. */
final class Tls {
  private Tls() {}

  /**
   * @throws IllegalArgumentException naming the file that can't be used
   */
  static SslContext context(TlsFiles files) {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    String file = files.caFile();
    try {
      if (!file.isEmpty()) {
        builder.trustManager(certificates(file));
      }
      file = files.certFile();
      if (!file.isEmpty()) {
        List<X509Certificate> chain = certificates(file);
        file = files.keyFile();
        String type = chain.get(0).getPublicKey().getAlgorithm();
        builder.keyManager(PemKey.read(Files.readString(Path.of(file)), type), chain);
      }
      return builder.build();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("etcd TLS: " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> certificates(String file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .forEach(certificate -> found.add((X509Certificate) certificate));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("it holds no certificate");
    }
    return found;
  }
}
