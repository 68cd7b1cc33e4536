package io.binnacle.auth.pki;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The textual encoding of keys and certificates, RFC 7468. Text between blocks is passed over. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /**
   * One block.
   *
   * @param label such as {@code CERTIFICATE}
   * @param der what it holds
   * @param text the block as it was written
   */
  record Block(String label, byte[] der, String text) {}

  /** The blocks in order; one with headers or bad Base64 has no content. */
  static List<Block> blocks(String text) {
    List<Block> result = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      result.add(new Block(matcher.group(1), decode(matcher.group(2)), matcher.group()));
    }
    return result;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Certificates, one after the other. */
  public static String certificates(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(write("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate can't be written", e);
    }
    return text.toString();
  }

  static String write(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
