package io.binnacle.auth.pki;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text of a kubeconfig file that holds one cluster and one user. */
final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * @param server the URL of the server
   * @param caPem what to trust
   * @param serverName the name to expect in the server's certificate, "" for that in the URL
   */
  static String of(String server, String caPem, String serverName, Identity user) {
    String expected = serverName.isEmpty() ? "" : "    tls-server-name: " + serverName + "\n";
    return """
        apiVersion: v1
        kind: Config
        current-context: binnacle
        clusters:
        - name: binnacle
          cluster:
            server: %s
            certificate-authority-data: %s
        %susers:
        - name: kubernetes-admin
          user:
            client-certificate-data: %s
            client-key-data: %s
        contexts:
        - name: binnacle
          context:
            cluster: binnacle
            user: kubernetes-admin
        """
        .formatted(
            server,
            base64(caPem),
            expected,
            base64(user.chainPem()),
            base64(KubeconfigKey.pem(user)));
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
