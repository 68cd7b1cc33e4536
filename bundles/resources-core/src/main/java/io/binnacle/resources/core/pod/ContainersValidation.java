package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The three lists of containers in a specification: what holds across them. */
final class ContainersValidation {
  private final Unstructured spec;
  private final String path;
  private final ContainerInPod pod;
  private final Set<String> names = new HashSet<>();

  ContainersValidation(Unstructured spec, String path, Set<String> volumes) {
    this.spec = spec;
    this.path = path;
    this.pod = new ContainerInPod(spec, volumes);
  }

  ContainerInPod pod() {
    return pod;
  }

  void check(List<FieldError> errors) {
    List<Unstructured> containers = spec.items("containers");
    if (containers.isEmpty()) {
      errors.add(FieldError.required(path + ".containers", ""));
    }
    each(errors, containers, "containers");
    each(errors, spec.items("initContainers"), "initContainers");
    each(errors, spec.items("ephemeralContainers"), "ephemeralContainers");
  }

  private void each(List<FieldError> errors, List<Unstructured> list, String field) {
    boolean regular = field.equals("containers");
    for (int i = 0; i < list.size(); i++) {
      Unstructured container = list.get(i);
      String at = path + "." + field + "[" + i + "]";
      ContainerValidation.check(errors, container, at, pod);
      if (field.equals("initContainers")) {
        RestartRules.check(errors, container, at, true);
      }
      unique(errors, container, at, regular);
      if (field.equals("ephemeralContainers")) {
        ContainerImages.padding(errors, container, at);
        EphemeralRules.check(errors, container, spec, at);
      } else if (regular) {
        ProbeValidation.check(errors, container, at, spec);
        RestartRules.check(errors, container, at, false);
      } else {
        forInit(errors, container, at, i);
      }
    }
    if (regular) {
      hostPorts(errors, list, path + "." + field, new HashSet<>());
    }
  }

  private void unique(List<FieldError> errors, Unstructured container, String at, boolean regular) {
    String name = container.string("name");
    if ((regular || !name.isEmpty()) && !names.add(name)) {
      errors.add(FieldError.duplicate(at + ".name", name));
    }
  }

  private void forInit(List<FieldError> errors, Unstructured container, String at, int index) {
    // They run one after the other, so that each has the ports for itself; the original tells the
    // place among the ports of this one alone.
    hostPorts(errors, List.of(container), path + ".initContainers", new HashSet<>());
    if (container.string("restartPolicy").equals("Always")) {
      ProbeValidation.check(errors, container, at, spec);
      return;
    }
    for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(field) != null) {
        errors.add(
            FieldError.forbidden(
                at + "." + field,
                "may not be set for init containers without restartPolicy=Always"));
      }
    }
    List<Unstructured> policies = container.items("resizePolicy");
    for (int i = 0; i < policies.size(); i++) {
      if (policies.get(i).string("restartPolicy").equals("RestartContainer")) {
        errors.add(
            FieldError.invalid(
                path + ".initContainers[" + index + "].resizePolicy[" + i + "].restartPolicy",
                "RestartContainer",
                "must not be set to 'RestartContainer' for non-sidecar initContainers"));
      }
    }
  }

  private static void hostPorts(
      List<FieldError> errors, List<Unstructured> containers, String path, Set<String> used) {
    for (int c = 0; c < containers.size(); c++) {
      List<Unstructured> ports = containers.get(c).items("ports");
      for (int p = 0; p < ports.size(); p++) {
        Unstructured port = ports.get(p);
        long host = port.number(0, "hostPort");
        String key = port.string("protocol") + "/" + port.string("hostIP") + "/" + host;
        if (host != 0 && !used.add(key)) {
          errors.add(FieldError.duplicate(path + "[" + c + "].ports[" + p + "].hostPort", key));
        }
      }
    }
  }
}
