package io.binnacle.itests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** The certificates of a kubeconfig, for clients that are not kubectl. */
public record Kubeconfig(String text) {
  public static Kubeconfig read(Path file) throws IOException {
    return new Kubeconfig(Files.readString(file));
  }

  /** Trusts the server, shows nothing. */
  SSLContext trust() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trustManagers(), null);
    return context;
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", certificate("certificate-authority-data"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust.getTrustManagers();
  }

  /** Trusts the server and shows the administrator's certificate. */
  public SSLContext tls() throws GeneralSecurityException, IOException {
    KeyStore own = empty();
    own.setKeyEntry(
        "admin", key(), new char[0], new Certificate[] {certificate("client-certificate-data")});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Certificate certificate(String field) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(data(field)));
  }

  private PrivateKey key() throws GeneralSecurityException, IOException {
    String pem = new String(data("client-key-data"), StandardCharsets.US_ASCII);
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      Object parsed = parser.readObject();
      PrivateKeyInfo key =
          parsed instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) parsed;
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }
  }

  private byte[] data(String field) {
    Matcher matcher = Pattern.compile(field + "\"?: *\"?([A-Za-z0-9+/=]+)").matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + field + " in the kubeconfig");
    }
    return Base64.getDecoder().decode(matcher.group(1));
  }
}
