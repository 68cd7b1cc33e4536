package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a new CertificateSigningRequest. */
final class SigningRequestValidation {
  static final List<String> USAGES =
      List.of(
          "any",
          "cert sign",
          "client auth",
          "code signing",
          "content commitment",
          "crl sign",
          "data encipherment",
          "decipher only",
          "digital signature",
          "email protection",
          "encipher only",
          "ipsec end system",
          "ipsec tunnel",
          "ipsec user",
          "key agreement",
          "key encipherment",
          "microsoft sgc",
          "netscape sgc",
          "ocsp signing",
          "s/mime",
          "server auth",
          "signing",
          "timestamping");

  private static final int SHORTEST_SECONDS = 600;

  private SigningRequestValidation() {}

  static List<FieldError> validate(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>(request(spec));
    errors.addAll(usages(spec.list("usages")));
    errors.addAll(signer(spec.string("signerName")));
    if (spec.get("expirationSeconds") != null
        && spec.number(0, "expirationSeconds") < SHORTEST_SECONDS) {
      errors.add(
          FieldError.invalid(
              "spec.expirationSeconds",
              spec.get("expirationSeconds"),
              "may not specify a duration less than 600 seconds (10 minutes)"));
    }
    return errors;
  }

  private static List<FieldError> request(Unstructured spec) {
    String text = spec.string("request");
    Object quoted = spec.get("request");
    Optional<PemText> block = PemText.first(text);
    if (block.isEmpty() || !block.get().label().equals("CERTIFICATE REQUEST")) {
      return List.of(
          FieldError.invalid("spec.request", quoted, "PEM block type must be CERTIFICATE REQUEST"));
    }
    String wrong = RequestSignature.problem(block.get().content());
    return wrong.isEmpty() ? List.of() : List.of(FieldError.invalid("spec.request", quoted, wrong));
  }

  private static List<FieldError> usages(List<?> usages) {
    if (usages.isEmpty()) {
      return List.of(FieldError.required("spec.usages", ""));
    }
    List<FieldError> errors = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < usages.size(); i++) {
      String usage = String.valueOf(usages.get(i));
      String at = "spec.usages[" + i + "]";
      if (!USAGES.contains(usage)) {
        errors.add(FieldError.notSupported(at, usage, USAGES));
      } else if (!seen.add(usage)) {
        errors.add(FieldError.duplicate(at, usage));
      }
    }
    return errors;
  }

  private static List<FieldError> signer(String name) {
    String path = "spec.signerName";
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    String[] parts = name.split("/", -1);
    if (parts.length != 2) {
      return List.of(
          FieldError.invalid(
              path,
              name,
              "must be a fully qualified domain and path of the form 'example.com/signer-name'"));
    }
    List<FieldError> errors = new ArrayList<>();
    String domain =
        parts[0].endsWith(".") ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    for (String label : domain.split("\\.", -1)) {
      String wrong = Names.label(label, false);
      if (wrong != null) {
        errors.add(
            FieldError.invalid(path, parts[0], "validating label \"" + label + "\": " + wrong));
      }
    }
    if (!parts[0].contains(".")) {
      errors.add(
          FieldError.invalid(
              path, name, "should be a domain with at least two segments separated" + " by dots"));
    }
    String wrongPath = Names.subdomain(parts[1], false);
    if (wrongPath != null) {
      errors.add(
          FieldError.invalid(
              path, parts[1], "validating label \"" + parts[1] + "\": " + wrongPath));
    }
    if (name.equals("kubernetes.io/legacy-unknown")) {
      errors.add(
          FieldError.invalid(
              path, name, "the legacy signerName is not allowed via this API version"));
    }
    return errors;
  }
}
