package io.binnacle.benchmarks.load.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The server under test has its own CA and is on this machine: any certificate will do. */
final class TrustAll implements X509TrustManager {
  static SSLSocket socket(Endpoint endpoint) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      return (SSLSocket) context.getSocketFactory().createSocket(endpoint.host(), endpoint.port());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
