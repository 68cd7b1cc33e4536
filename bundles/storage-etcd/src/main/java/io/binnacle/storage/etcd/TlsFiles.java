package io.binnacle.storage.etcd;

/**
 * The PEM files for TLS, each empty for none.
 *
 * @param caFile whom to trust; without one the JDK's own authorities
 * @param certFile the client's certificate and what leads to its authority
 * @param keyFile the client's key: PKCS#8, PKCS#1 or SEC 1, not encrypted
 */
record TlsFiles(String caFile, String certFile, String keyFile) {
  static final TlsFiles NONE = new TlsFiles("", "", "");

  TlsFiles {
    if (certFile.isEmpty() != keyFile.isEmpty()) {
      throw new IllegalArgumentException("certFile and keyFile are given both or neither");
    }
  }
}
