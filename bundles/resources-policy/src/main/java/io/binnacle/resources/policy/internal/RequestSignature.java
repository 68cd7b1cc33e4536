package io.binnacle.resources.policy.internal;

import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** That a certificate request (PKCS #10, RFC 2986) is whole and signed by its own key. */
final class RequestSignature {
  /** The JVM's own providers don't know all keys by their object identifiers. */
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private RequestSignature() {}

  /** What is wrong with the request, "" if nothing. */
  static String problem(byte[] der) {
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      boolean signed =
          request.isSignatureValid(
              new JcaContentVerifierProviderBuilder()
                  .setProvider(PROVIDER)
                  .build(request.getSubjectPublicKeyInfo()));
      return signed ? "" : "the request is not signed by its own key";
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return "malformed certificate request: " + e.getMessage();
    } catch (OperatorCreationException | PKCSException e) {
      return "the signature can't be checked: " + e.getMessage();
    }
  }

  /** The organizations of its subject, which become groups; none if it can't be read. */
  static List<String> organizations(byte[] der) {
    List<String> names = new ArrayList<>();
    try {
      for (RDN name : new PKCS10CertificationRequest(der).getSubject().getRDNs(BCStyle.O)) {
        for (AttributeTypeAndValue part : name.getTypesAndValues()) {
          names.add(IETFUtils.valueToString(part.getValue()));
        }
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // Such a request has been refused by its validation.
      return List.of();
    }
    return names;
  }
}
