package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.PortRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One container, whatever list it stands in. */
final class ContainerValidation {
  private ContainerValidation() {}

  static void check(
      List<FieldError> errors, Unstructured container, String path, ContainerInPod pod) {
    String name = container.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    } else {
      String problem = DnsLabel.problem(name, false);
      if (problem != null) {
        errors.add(FieldError.invalid(path + ".name", name, problem));
      }
    }
    if (container.string("image").isEmpty()) {
      errors.add(FieldError.required(path + ".image", ""));
    }
    Choices.require(
        errors,
        path + ".terminationMessagePolicy",
        container.string("terminationMessagePolicy"),
        "File",
        "FallbackToLogsOnError");
    ports(errors, container.items("ports"), path + ".ports");
    EnvValidation.check(errors, container, path);
    MountValidation.check(errors, container, path + ".volumeMounts", pod);
    DeviceValidation.check(errors, container, path + ".volumeDevices", pod);
    Choices.require(
        errors,
        path + ".imagePullPolicy",
        container.string("imagePullPolicy"),
        "Always",
        "IfNotPresent",
        "Never");
    errors.addAll(
        ResourceValidation.ofContainer(
            container.map("resources"), path + ".resources", pod.resourceClaims()));
    resizePolicy(
        errors, container.items("resizePolicy"), path + ".resizePolicy", pod.restartPolicy());
    SecurityContextValidation.check(errors, container, path + ".securityContext", pod.hostUsers());
  }

  private static void ports(List<FieldError> errors, List<Unstructured> ports, String path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      String at = path + "[" + i + "]";
      String name = port.string("name");
      if (!name.isEmpty()) {
        List<String> problems = Names.portProblems(name);
        problems.forEach(p -> errors.add(FieldError.invalid(at + ".name", name, p)));
        if (problems.isEmpty() && !names.add(name)) {
          errors.add(FieldError.duplicate(at + ".name", name));
        }
      }
      long number = port.number(0, "containerPort");
      if (number == 0) {
        errors.add(FieldError.required(at + ".containerPort", ""));
      } else if (!PortRules.isPort(number)) {
        errors.add(FieldError.invalid(at + ".containerPort", number, PortRules.RANGE));
      }
      long host = port.number(0, "hostPort");
      if (host != 0 && !PortRules.isPort(host)) {
        errors.add(FieldError.invalid(at + ".hostPort", host, PortRules.RANGE));
      }
      Choices.require(errors, at + ".protocol", port.string("protocol"), "SCTP", "TCP", "UDP");
    }
  }

  private static void resizePolicy(
      List<FieldError> errors, List<Unstructured> policies, String path, String podPolicy) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < policies.size(); i++) {
      String resource = policies.get(i).string("resourceName");
      if (!seen.add(resource)) {
        errors.add(FieldError.duplicate(path + "[" + i + "]", resource));
      }
      Choices.require(errors, path, resource, "cpu", "memory");
      String policy = policies.get(i).string("restartPolicy");
      Choices.require(errors, path, policy, "NotRequired", "RestartContainer");
      if (podPolicy.equals("Never") && !policy.equals("NotRequired")) {
        errors.add(
            FieldError.invalid(
                path, policy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
      }
    }
  }
}
