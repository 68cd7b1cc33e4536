package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.AccessModes;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.LabelRules;
import io.binnacle.resources.core.internal.rules.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** What is wrong with a new claim for storage, alone or in a template. Stateless. */
public final class ClaimSpecValidation {
  private ClaimSpecValidation() {}

  /**
   * @param path where the specification stands
   */
  public static void check(List<FieldError> errors, Unstructured spec, String path) {
    AccessModes.check(errors, spec, path, "at least 1 access mode is required");
    errors.addAll(LabelRules.selector(new Unstructured(spec.map("selector")), path + ".selector"));
    Object storage = spec.get("resources", "requests", "storage");
    if (storage == null) {
      errors.add(FieldError.required(path + ".resources[storage]", ""));
    } else if (Quantity.of(storage).signum() <= 0) {
      errors.add(
          FieldError.invalid(path + ".resources[storage]", storage, "must be greater than zero"));
    }
    AccessModes.classAndMode(errors, spec, path);
    source(errors, spec, path + ".dataSource", "dataSource");
    source(errors, spec, path + ".dataSourceRef", "dataSourceRef");
    boolean elsewhere = !spec.string("dataSourceRef", "namespace").isEmpty();
    if (spec.get("dataSource") != null && spec.get("dataSourceRef") != null) {
      if (elsewhere) {
        errors.add(differ(path, "may not be specified when dataSourceRef.namespace is specified"));
      } else if (!sameSource(spec)) {
        errors.add(differ(path, "must match dataSourceRef"));
      }
    }
  }

  private static void source(List<FieldError> errors, Unstructured spec, String at, String field) {
    if (spec.get(field) == null) {
      return;
    }
    for (String part : List.of("name", "kind")) {
      if (spec.string(field, part).isEmpty()) {
        errors.add(FieldError.required(at + "." + part, ""));
      }
    }
    String kind = spec.string(field, "kind");
    String group = spec.string(field, "apiGroup");
    if (group.isEmpty() && !kind.equals("PersistentVolumeClaim")) {
      errors.add(
          FieldError.invalid(
              at, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
    }
    String problem = group.isEmpty() ? null : Names.subdomain(group, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at + ".apiGroup", group, problem));
    }
    String namespace = spec.string(field, "namespace");
    String wrong = namespace.isEmpty() ? null : DnsLabel.problem(namespace, false);
    if (wrong != null) {
      errors.add(FieldError.invalid(at + ".namespace", namespace, wrong));
    }
  }

  /** The original quotes its path object, which has no public fields. */
  private static FieldError differ(String path, String why) {
    return FieldError.invalid(path, new LinkedHashMap<>(), why);
  }

  private static boolean sameSource(Unstructured spec) {
    return List.of("apiGroup", "kind", "name").stream()
        .allMatch(
            part -> Objects.equals(spec.get("dataSource", part), spec.get("dataSourceRef", part)));
  }
}
