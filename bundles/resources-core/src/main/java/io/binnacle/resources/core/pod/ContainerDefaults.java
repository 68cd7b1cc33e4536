package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.rules.Blank;
import java.util.LinkedHashMap;
import java.util.List;

/** Defaults of a container, whatever kind it is. */
final class ContainerDefaults {
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");

  private ContainerDefaults() {}

  static void apply(Unstructured container) {
    for (Unstructured port : container.items("ports")) {
      Blank.fill(port, "TCP", "protocol");
    }
    for (Unstructured variable : container.items("env")) {
      sourceOfVariable(variable);
    }
    container.setDefault(new LinkedHashMap<>(), "resources");
    for (String probe : PROBES) {
      if (container.get(probe) instanceof java.util.Map<?, ?> map) {
        probe(Unstructured.of(map));
      }
    }
    httpGet(container, "lifecycle", "postStart", "httpGet");
    httpGet(container, "lifecycle", "preStop", "httpGet");
    Blank.fill(container, "/dev/termination-log", "terminationMessagePath");
    Blank.fill(container, "File", "terminationMessagePolicy");
    if (container.string("imagePullPolicy").isEmpty()) {
      String policy = ImageTag.defaultPullPolicy(container.string("image"));
      Blank.fill(container, policy, "imagePullPolicy");
    }
  }

  private static void sourceOfVariable(Unstructured variable) {
    if (!variable.map("valueFrom", "fieldRef").isEmpty()) {
      Blank.fill(variable, "v1", "valueFrom", "fieldRef", "apiVersion");
    }
    if (!variable.map("valueFrom", "resourceFieldRef").isEmpty()) {
      Blank.fill(variable, "0", "valueFrom", "resourceFieldRef", "divisor");
    }
    if (!variable.map("valueFrom", "fileKeyRef").isEmpty()) {
      variable.setDefault(false, "valueFrom", "fileKeyRef", "optional");
    }
  }

  private static void probe(Unstructured probe) {
    httpGet(probe, "httpGet");
    if (probe.get("grpc") instanceof java.util.Map<?, ?>) {
      probe.setDefault("", "grpc", "service");
    }
    Blank.fill(probe, 1L, "timeoutSeconds");
    Blank.fill(probe, 10L, "periodSeconds");
    Blank.fill(probe, 1L, "successThreshold");
    Blank.fill(probe, 3L, "failureThreshold");
  }

  private static void httpGet(Unstructured at, String... path) {
    if (at.get(path) instanceof java.util.Map<?, ?> map) {
      Unstructured action = Unstructured.of(map);
      Blank.fill(action, "/", "path");
      Blank.fill(action, "HTTP", "scheme");
    }
  }
}
