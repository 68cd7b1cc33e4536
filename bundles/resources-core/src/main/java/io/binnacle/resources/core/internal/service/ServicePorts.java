package io.binnacle.resources.core.internal.service;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.LabelRules;
import io.binnacle.resources.core.internal.rules.PortRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ports of a Service: named where there are several, and no two alike. */
final class ServicePorts {
  private ServicePorts() {}

  static void check(List<FieldError> errors, Unstructured spec) {
    List<Unstructured> ports = spec.items("ports");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      String at = "spec.ports[" + i + "]";
      name(errors, port.string("name"), at + ".name", ports.size() > 1, names);
      long number = port.number(0, "port");
      if (!PortRules.isPort(number)) {
        errors.add(FieldError.invalid(at + ".port", number, PortRules.RANGE));
      }
      Choices.require(errors, at + ".protocol", port.string("protocol"), "SCTP", "TCP", "UDP");
      errors.addAll(PortRules.numberOrName(port.get("targetPort"), at + ".targetPort"));
      if (port.get("appProtocol") instanceof String application) {
        errors.addAll(LabelRules.key(application, at + ".appProtocol"));
      }
    }
  }

  private static void name(
      List<FieldError> errors, String name, String at, boolean needed, Set<String> names) {
    if (name.isEmpty()) {
      if (needed) {
        errors.add(FieldError.required(at, ""));
      }
      return;
    }
    String problem = DnsLabel.problem(name, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at, name, problem));
    }
    if (!names.add(name)) {
      errors.add(FieldError.duplicate(at, name));
    }
  }

  /** Node ports only where the type has them, and no port twice. */
  static void checkNodePorts(List<FieldError> errors, Unstructured spec) {
    List<Unstructured> ports = spec.items("ports");
    boolean internal = spec.string("type").equals("ClusterIP");
    Set<String> onNode = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      String at = "spec.ports[" + i + "]";
      long node = port.number(0, "nodePort");
      String protocol = port.string("protocol");
      if (internal && node != 0) {
        errors.add(
            FieldError.forbidden(at + ".nodePort", "may not be used when `type` is 'ClusterIP'"));
      } else if (node != 0 && !onNode.add(protocol + "/" + node)) {
        errors.add(FieldError.duplicate(at + ".nodePort", node));
      }
      long number = port.number(0, "port");
      if (!seen.add(protocol + "/" + number)) {
        errors.add(new FieldError(FieldError.Type.DUPLICATE, at, shown(protocol, number), ""));
      }
    }
  }

  /** The port as the original prints it, with its own names and order of fields. */
  private static String shown(String protocol, long port) {
    return "{\"Name\":\"\",\"Protocol\":\""
        + protocol
        + "\",\"AppProtocol\":null,\"Port\":"
        + port
        + ",\"TargetPort\":0,\"NodePort\":0}";
  }
}
