package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The three lists of containers in a specification: what holds across them. */
final class ContainersValidation {
  private final Unstructured spec;
  private final String path;
  private final Set<String> volumes;
  private final ContainerInPod pod;
  private final Set<String> names = new HashSet<>();
  private final Set<String> hostPorts = new HashSet<>();

  ContainersValidation(Unstructured spec, String path, Set<String> volumes) {
    this.spec = spec;
    this.path = path;
    this.volumes = volumes;
    this.pod = new ContainerInPod(spec, volumes);
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
    Set<String> ports = field.equals("containers") ? hostPorts : new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Unstructured container = list.get(i);
      String at = path + "." + field + "[" + i + "]";
      boolean ephemeral = field.equals("ephemeralContainers");
      ContainerValidation.check(errors, container, at, volumes);
      pod.check(errors, container, at);
      String name = container.string("name");
      if (!name.isEmpty() && !names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
      if (ephemeral) {
        ephemeral(errors, container, at);
        continue;
      }
      String image = container.string("image");
      if (!image.strip().equals(image)) {
        errors.add(
            FieldError.invalid(
                at + ".image", image, "must not have leading or trailing whitespace"));
      }
      hostPorts(errors, container, at, ports);
      boolean sidecar = container.string("restartPolicy").equals("Always");
      if (field.equals("initContainers") && !sidecar) {
        forInit(errors, container, at);
      } else {
        ProbeValidation.check(errors, container, at, spec);
      }
      Choices.check(
          errors,
          at + ".restartPolicy",
          container.string("restartPolicy"),
          "Always",
          "Never",
          "OnFailure");
    }
  }

  private static void forInit(List<FieldError> errors, Unstructured container, String at) {
    for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(field) != null) {
        errors.add(
            FieldError.forbidden(
                at + "." + field,
                "may not be set for init containers without restartPolicy=Always"));
      }
    }
  }

  private void ephemeral(List<FieldError> errors, Unstructured container, String at) {
    for (String field :
        List.of("ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle")) {
      if (container.get(field) != null && !container.list(field).equals(List.of())
          || container.get(field) instanceof java.util.Map<?, ?>) {
        errors.add(
            FieldError.forbidden(at + "." + field, "cannot be set for an Ephemeral Container"));
      }
    }
    if (!container.map("resources").isEmpty()) {
      errors.add(
          FieldError.forbidden(at + ".resources", "cannot be set for an Ephemeral Container"));
    }
    String target = container.string("targetContainerName");
    boolean known =
        spec.items("containers").stream().anyMatch(c -> c.string("name").equals(target))
            || spec.items("initContainers").stream().anyMatch(c -> c.string("name").equals(target));
    if (!target.isEmpty() && !known) {
      errors.add(FieldError.notFound(at + ".targetContainerName", target));
    }
  }

  private void hostPorts(
      List<FieldError> errors, Unstructured container, String at, Set<String> used) {
    List<Unstructured> ports = container.items("ports");
    boolean hostNetwork = spec.bool("hostNetwork");
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      long host = port.number(0, "hostPort");
      String where = at + ".ports[" + i + "].hostPort";
      if (hostNetwork && host != 0 && host != port.number(0, "containerPort")) {
        errors.add(
            FieldError.invalid(
                where, host, "must match `containerPort` when `hostNetwork` is true"));
      }
      String key = port.string("protocol") + "/" + port.string("hostIP") + "/" + host;
      if (host != 0 && !used.add(key)) {
        errors.add(FieldError.duplicate(where, key));
      }
    }
  }
}
