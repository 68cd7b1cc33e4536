package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** EndpointSlices: addresses of one family, and the ports that all of them have. */
final class EndpointSliceStrategy implements Strategy {
  private static final List<String> TYPES = List.of("FQDN", "IPv4", "IPv6");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final int MAX_ENDPOINTS = 1000;
  private static final int MAX_PORTS = 20000;

  @Override
  public void applyDefaults(Unstructured object) {
    for (Unstructured port : object.items("ports")) {
      port.setDefault("", "name");
      port.setDefault("TCP", "protocol");
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String type = object.string("addressType");
    if (type.isEmpty()) {
      errors.add(FieldError.required("addressType", ""));
    } else if (!TYPES.contains(type)) {
      errors.add(FieldError.notSupported("addressType", type, TYPES));
    }
    List<Unstructured> endpoints = object.items("endpoints");
    if (endpoints.size() > MAX_ENDPOINTS) {
      errors.add(FieldError.tooMany("endpoints", endpoints.size(), MAX_ENDPOINTS));
    } else {
      for (int i = 0; i < endpoints.size(); i++) {
        errors.addAll(EndpointRules.problems(endpoints.get(i), type, "endpoints[" + i + "]"));
      }
    }
    errors.addAll(portProblems(object.items("ports")));
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    return object.string("addressType").equals("FQDN")
        ? List.of("spec.addressType: FQDN endpoints are deprecated")
        : List.of();
  }

  private static List<FieldError> portProblems(List<Unstructured> ports) {
    if (ports.size() > MAX_PORTS) {
      return List.of(FieldError.tooMany("ports", ports.size(), MAX_PORTS));
    }
    List<FieldError> errors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      Unstructured port = ports.get(i);
      String path = "ports[" + i + "]";
      String name = port.string("name");
      if (!name.isEmpty()) {
        errors.addAll(References.label(name, path + ".name"));
      }
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(path + ".name", name));
      }
      String protocol = port.string("protocol");
      if (!PROTOCOLS.contains(protocol)) {
        errors.add(FieldError.notSupported(path + ".protocol", protocol, PROTOCOLS));
      }
      if (port.get("appProtocol") instanceof String app) {
        for (String wrong : LabelSyntax.keyProblems(app)) {
          errors.add(FieldError.invalid(path + ".appProtocol", app, wrong));
        }
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    Unstructured judged = object;
    List<FieldError> errors = new ArrayList<>();
    String type = object.string("addressType");
    if (!type.equals(previous.string("addressType"))) {
      errors.add(FieldError.invalid("addressType", type, "field is immutable"));
      if (Objects.equals(object.get("endpoints"), previous.get("endpoints"))) {
        judged = object.deepCopy();
        judged.remove("endpoints");
      }
    }
    errors.addAll(0, validate(context, judged));
    return errors;
  }
}
