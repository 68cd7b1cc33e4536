package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.PortRules;
import java.util.List;
import java.util.Map;

/** The probes and lifecycle hooks of a container. */
final class ProbeValidation {
  private static final List<String> COUNTS =
      List.of(
          "initialDelaySeconds",
          "timeoutSeconds",
          "periodSeconds",
          "successThreshold",
          "failureThreshold");

  private ProbeValidation() {}

  static void check(
      List<FieldError> errors, Unstructured container, String path, Unstructured spec) {
    for (String hook : List.of("postStart", "preStop")) {
      if (container.get("lifecycle", hook) instanceof Map<?, ?> map) {
        handler(errors, Unstructured.of(map), path + ".lifecycle." + hook, spec);
      }
    }
    for (String kind : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(kind) instanceof Map<?, ?> map) {
        probe(errors, Unstructured.of(map), path + "." + kind, kind, spec);
      }
    }
  }

  private static void probe(
      List<FieldError> errors, Unstructured probe, String at, String kind, Unstructured spec) {
    handler(errors, probe, at, spec);
    for (String field : COUNTS) {
      long value = probe.number(0, field);
      if (value < 0) {
        errors.add(
            FieldError.invalid(at + "." + field, value, "must be greater than or equal to 0"));
      }
    }
    boolean readiness = kind.equals("readinessProbe");
    Object grace = probe.get("terminationGracePeriodSeconds");
    String where = at + ".terminationGracePeriodSeconds";
    if (grace instanceof Number seconds && seconds.longValue() <= 0) {
      errors.add(FieldError.invalid(where, grace, "must be greater than 0"));
    }
    if (grace != null && readiness) {
      errors.add(FieldError.invalid(where, grace, "must not be set for readinessProbes"));
    }
    if (!readiness && probe.number(1, "successThreshold") != 1) {
      errors.add(
          FieldError.invalid(at + ".successThreshold", probe.get("successThreshold"), "must be 1"));
    }
  }

  private static void handler(
      List<FieldError> errors, Unstructured handler, String at, Unstructured spec) {
    int given = 0;
    for (String kind : List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep")) {
      if (!(handler.get(kind) instanceof Map<?, ?> map)) {
        continue;
      }
      if (given++ > 0) {
        errors.add(
            FieldError.forbidden(at + "." + kind, "may not specify more than 1 handler type"));
        continue;
      }
      Unstructured action = Unstructured.of(map);
      String where = at + "." + kind;
      switch (kind) {
        case "exec" -> {
          if (action.list("command").isEmpty()) {
            errors.add(FieldError.required(where + ".command", ""));
          }
        }
        case "httpGet" -> httpGet(errors, action, where);
        case "sleep" -> sleep(errors, action, where, spec);
        default -> errors.addAll(PortRules.numberOrName(action.get("port"), where + ".port"));
      }
    }
    if (given == 0) {
      errors.add(FieldError.required(at, "must specify a handler type"));
    }
  }

  private static void httpGet(List<FieldError> errors, Unstructured action, String at) {
    if (action.string("path").isEmpty()) {
      errors.add(FieldError.required(at + ".path", ""));
    }
    errors.addAll(PortRules.numberOrName(action.get("port"), at + ".port"));
    Choices.check(errors, at + ".scheme", action.string("scheme"), "HTTP", "HTTPS");
    for (Unstructured header : action.items("httpHeaders")) {
      String name = header.string("name");
      if (!name.matches("[-A-Za-z0-9]+")) {
        errors.add(
            FieldError.invalid(
                at + ".httpHeaders",
                name,
                "a valid HTTP header must consist of alphanumeric characters or '-' (e.g."
                    + " 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')"));
      }
    }
  }

  private static void sleep(
      List<FieldError> errors, Unstructured action, String at, Unstructured spec) {
    long seconds = action.number(0, "seconds");
    long grace = spec.number(30, "terminationGracePeriodSeconds");
    if (seconds < 0 || seconds > grace) {
      errors.add(
          FieldError.invalid(
              at,
              seconds,
              "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")"));
    }
  }
}
