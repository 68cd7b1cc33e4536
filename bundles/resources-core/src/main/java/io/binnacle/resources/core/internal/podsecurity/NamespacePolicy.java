package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the labels of a namespace ask for.
 *
 * @param enforce what pods are refused by
 * @param audit what is to be noted in the audit log
 * @param warn what clients are warned of
 * @param errors labels that can't be read; a level that can't be read is enforced as the strictest
 */
record NamespacePolicy(Policy enforce, Policy audit, Policy warn, List<FieldError> errors) {
  static final String PREFIX = "pod-security.kubernetes.io/";

  private static final NamespacePolicy NONE =
      new NamespacePolicy(Policy.NONE, Policy.NONE, Policy.NONE, List.of());

  static NamespacePolicy of(Map<String, String> labels) {
    boolean asks = false;
    for (String key : labels.keySet()) {
      asks |= key.startsWith(PREFIX);
    }
    if (!asks) {
      return NONE;
    }
    List<FieldError> errors = new ArrayList<>();
    Policy enforce = read(labels, "enforce", Level.RESTRICTED, errors);
    Policy audit = read(labels, "audit", Level.PRIVILEGED, errors);
    Policy warn = read(labels, "warn", Level.PRIVILEGED, errors);
    boolean enforced = Level.of(labels.getOrDefault(PREFIX + "enforce", "")).isPresent();
    if (enforced && !labels.containsKey(PREFIX + "warn")) {
      boolean ownVersion = labels.containsKey(PREFIX + "warn-version");
      warn = new Policy(enforce.level(), ownVersion ? warn.version() : enforce.version());
    }
    return new NamespacePolicy(enforce, audit, warn, List.copyOf(errors));
  }

  private static Policy read(
      Map<String, String> labels, String mode, Level otherwise, List<FieldError> errors) {
    Level level = Level.PRIVILEGED;
    String asked = labels.get(PREFIX + mode);
    if (asked != null) {
      level = Level.of(asked).orElse(otherwise);
      if (Level.of(asked).isEmpty()) {
        errors.add(error(mode, asked, "must be one of privileged, baseline, restricted"));
      }
    }
    PolicyVersion version = PolicyVersion.LATEST;
    String askedVersion = labels.get(PREFIX + mode + "-version");
    if (askedVersion != null) {
      version = PolicyVersion.of(askedVersion).orElse(PolicyVersion.LATEST);
      if (PolicyVersion.of(askedVersion).isEmpty()) {
        errors.add(error(mode + "-version", askedVersion, "must be \"latest\" or \"v1.x\""));
      }
    }
    return new Policy(level, version);
  }

  private static FieldError error(String label, String value, String problem) {
    return FieldError.invalid("metadata.labels[" + PREFIX + label + "]", value, problem);
  }

  /** Whether nothing is looked at by it. */
  boolean isPrivileged() {
    return errors.isEmpty()
        && enforce.isPrivileged()
        && audit.isPrivileged()
        && warn.isPrivileged();
  }
}
