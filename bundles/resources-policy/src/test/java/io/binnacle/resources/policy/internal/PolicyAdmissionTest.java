package io.binnacle.resources.policy.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.Authenticator.Credentials;
import io.binnacle.api.auth.Authorizer.Decision;
import io.binnacle.api.auth.Authorizer.Verdict;
import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.testing.ResourceBench;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class PolicyAdmissionTest {
  private final ResourceBench bench =
      new ResourceBench(PolicyResources.tables(InstantSource.system()).build());

  /** Lets pass who acts for signers of one name. */
  private record OneSigner(String signer) implements Gate {
    @Override
    public UserInfo identify(Credentials credentials, Map<String, List<String>> headers) {
      return UserInfo.anonymous();
    }

    @Override
    public Decision authorize(Attributes attributes) {
      boolean allowed =
          attributes.resource().equals("signers")
              && attributes.verb().equals("approve")
              && attributes.name().equals(signer);
      return new Decision(allowed ? Verdict.ALLOW : Verdict.NO_OPINION, "");
    }
  }

  private AdmissionReview approval(String signer) {
    Unstructured request = ResourceBench.tree("{'metadata':{'name':'x'}}");
    request.set(signer, "spec", "signerName");
    return new AdmissionReview(
        Operation.UPDATE,
        ResourceBench.REQUEST.onSubresource("approval"),
        bench.type("certificatesigningrequests"),
        "",
        "x",
        request,
        request);
  }

  @Test
  void whoApprovesNeedsThePermissionForTheSignerOrItsDomain() {
    for (String allowed : List.of("example.com/s", "example.com/*")) {
      assertDoesNotThrow(
          () ->
              SignerPermission.require(
                  approval("example.com/s"), new OneSigner(allowed), "approve"));
    }
    StatusException refused =
        assertThrows(
            StatusException.class,
            () ->
                SignerPermission.require(
                    approval("example.com/s"), new OneSigner("example.com/t"), "approve"));
    assertEquals(
        "certificatesigningrequests.certificates.k8s.io \"x\" is forbidden: user not permitted to"
            + " approve requests with signerName \"example.com/s\"",
        refused.getMessage());
  }

  @Test
  void whileNobodyCanBeAskedNobodyMayApprove() {
    assertThrows(
        StatusException.class, () -> new CertificateApproval().validate(approval("example.com/s")));
  }

  private AdmissionReview creation(String subject) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    PKCS10CertificationRequest csr =
        new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    String pem =
        "-----BEGIN CERTIFICATE REQUEST-----\n"
            + Base64.getMimeEncoder().encodeToString(csr.getEncoded())
            + "\n-----END CERTIFICATE REQUEST-----\n";
    Unstructured request =
        ResourceBench.tree(
            "{'metadata':{'name':'x'},'spec':{'usages':['client auth'],"
                + "'signerName':'kubernetes.io/kube-apiserver-client'}}");
    request.set(Base64.getEncoder().encodeToString(pem.getBytes("UTF-8")), "spec", "request");
    assertEquals(List.of(), bench.problems("certificatesigningrequests", request));
    return new AdmissionReview(
        Operation.CREATE,
        ResourceBench.REQUEST,
        bench.type("certificatesigningrequests"),
        "",
        "x",
        request,
        null);
  }

  @Test
  void nobodyBecomesAMasterByACertificate() throws Exception {
    CertificateSubjectRestriction plugin = new CertificateSubjectRestriction();
    AdmissionReview developer = creation("CN=jane,O=dev");
    assertDoesNotThrow(() -> plugin.validate(developer));
    AdmissionReview master = creation("CN=jane,O=dev,O=system:masters");
    assertEquals(
        "certificatesigningrequests.certificates.k8s.io \"x\" is forbidden: use of"
            + " kubernetes.io/kube-apiserver-client signer with system:masters group is not"
            + " allowed",
        assertThrows(StatusException.class, () -> plugin.validate(master)).getMessage());
  }
}
