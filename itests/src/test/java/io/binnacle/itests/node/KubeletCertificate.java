package io.binnacle.itests.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 that has signed itself.
 *
 * @param pem the certificate in PEM
 * @param tls what a server shows it by
 */
record KubeletCertificate(Path pem, SSLContext tls) {
  private static final String PASSWORD = "secret";

  static KubeletCertificate make(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("kubelet.p12");
    Path pem = folder.resolve("kubelet.crt");
    List<String> in = List.of("-alias", "k", "-keystore", store.toString(), "-storetype", "PKCS12");
    keytool(in, "-genkeypair", "-keyalg", "EC", "-dname", "CN=kubelet", "-ext", "san=ip:127.0.0.1");
    keytool(in, "-exportcert", "-rfc", "-file", pem.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return new KubeletCertificate(pem, tls);
  }

  private static void keytool(List<String> in, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(words));
    command.addAll(in);
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }
}
