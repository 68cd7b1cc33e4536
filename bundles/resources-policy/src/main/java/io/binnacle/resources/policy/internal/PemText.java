package io.binnacle.resources.policy.internal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blocks of PEM (RFC 7468) in a field of bytes.
 *
 * @param label such as {@code CERTIFICATE}
 * @param content what it holds
 */
record PemText(String label, byte[] content) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([^\\n-]+)-----\\r?\\n([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /** The blocks of a field whose bytes stand in JSON as base64, none if there are none. */
  static List<PemText> blocks(String base64) {
    List<PemText> blocks = new ArrayList<>();
    try {
      String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      Matcher match = BLOCK.matcher(text);
      while (match.find()) {
        String body = match.group(2).replaceAll("\\s", "");
        blocks.add(new PemText(match.group(1), Base64.getDecoder().decode(body)));
      }
    } catch (IllegalArgumentException e) {
      // What is not base64 holds no block; that is what the caller reports.
      return List.of();
    }
    return blocks;
  }

  static Optional<PemText> first(String base64) {
    return blocks(base64).stream().findFirst();
  }

  /** What is wrong with a signed certificate, "" if nothing. */
  static String certificateProblem(String base64) {
    List<PemText> blocks = blocks(base64);
    if (blocks.isEmpty()) {
      return "must contain at least one CERTIFICATE PEM block";
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemText block : blocks) {
        if (!block.label().equals("CERTIFICATE")) {
          return "only CERTIFICATE PEM blocks are allowed, found \"" + block.label() + "\"";
        }
        factory.generateCertificate(new ByteArrayInputStream(block.content()));
      }
      return "";
    } catch (CertificateException e) {
      return "unparseable certificate: " + e.getMessage();
    }
  }
}
