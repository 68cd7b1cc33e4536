package io.binnacle.resources.policy.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What must not change in a CertificateSigningRequest, by the path that is written. */
final class SigningRequestChanges {
  private static final String CONDITIONS = "status.conditions";

  private SigningRequestChanges() {}

  static List<FieldError> problems(String path, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(conditions(object));
    for (String type : List.of("Approved", "Denied", "Failed")) {
      errors.addAll(ofType(type, path, object, previous));
    }
    errors.addAll(certificate(path, object, previous));
    return errors;
  }

  private static List<FieldError> conditions(Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> conditions = object.items("status", "conditions");
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      String at = CONDITIONS + "[" + i + "]";
      String type = conditions.get(i).string("type");
      String status = conditions.get(i).string("status");
      if (type.isEmpty()) {
        errors.add(FieldError.required(at + ".type", ""));
      }
      boolean known = List.of("Approved", "Denied", "Failed").contains(type);
      List<String> allowed = known ? List.of("True") : List.of("False", "True", "Unknown");
      if (status.isEmpty()) {
        errors.add(FieldError.required(at + ".status", ""));
      } else if (!allowed.contains(status)) {
        errors.add(FieldError.notSupported(at + ".status", status, allowed));
      }
      String opposite =
          type.equals("Approved") ? "Denied" : type.equals("Denied") ? "Approved" : "";
      if (types.contains(opposite)) {
        errors.add(
            FieldError.invalid(
                at + ".type", type, "Approved and Denied conditions are mutually exclusive"));
      }
      if (!types.add(type)) {
        errors.add(FieldError.duplicate(at + ".type", type));
      }
    }
    return errors;
  }

  private static List<FieldError> ofType(
      String type, String path, Unstructured object, Unstructured previous) {
    List<Unstructured> before = of(type, previous);
    List<Unstructured> now = of(type, object);
    String quoted = "\"" + type + "\"";
    if (now.size() < before.size()) {
      return List.of(
          FieldError.forbidden(CONDITIONS, "updates may not remove a condition of type " + quoted));
    }
    boolean decision = !type.equals("Failed");
    boolean own = path.equals(decision ? "approval" : "status");
    if (own || before.equals(now)) {
      return List.of();
    }
    return List.of(
        FieldError.forbidden(
            CONDITIONS,
            now.size() > before.size()
                ? "updates may not add a condition of type " + quoted
                : "updates may not modify a condition of type " + quoted));
  }

  private static List<Unstructured> of(String type, Unstructured object) {
    return object.items("status", "conditions").stream()
        .filter(condition -> condition.string("type").equals(type))
        .toList();
  }

  private static List<FieldError> certificate(
      String path, Unstructured object, Unstructured previous) {
    String before = previous.string("status", "certificate");
    String now = object.string("status", "certificate");
    if (Objects.equals(before, now)) {
      return List.of();
    }
    if (!path.equals("status")) {
      return List.of(
          FieldError.forbidden("status.certificate", "updates may not set certificate content"));
    }
    if (!before.isEmpty()) {
      return List.of(
          FieldError.forbidden(
              "status.certificate", "updates may not modify existing certificate content"));
    }
    String wrong = PemText.certificateProblem(now);
    return wrong.isEmpty()
        ? List.of()
        : List.of(FieldError.invalid("status.certificate", "<certificate data>", wrong));
  }
}
