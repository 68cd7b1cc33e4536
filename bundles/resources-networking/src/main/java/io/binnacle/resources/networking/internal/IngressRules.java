package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What an Ingress may ask for. */
final class IngressRules {
  private static final List<String> PATH_TYPES =
      List.of("Exact", "ImplementationSpecific", "Prefix");
  private static final List<String> NOT_WITHIN = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> NOT_AT_END = List.of("/..", "/.");
  private static final String WILDCARD_FORM =
      "\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern WILDCARD = Pattern.compile(WILDCARD_FORM);

  private IngressRules() {}

  static List<FieldError> specProblems(Unstructured ingress) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> rules = ingress.items("spec", "rules");
    boolean hasDefault = ingress.get("spec", "defaultBackend") != null;
    if (rules.isEmpty() && !hasDefault) {
      errors.add(
          FieldError.invalid("spec", null, "either `defaultBackend` or `rules` must be specified"));
    }
    if (hasDefault) {
      errors.addAll(
          backend(new Unstructured(ingress.map("spec", "defaultBackend")), "spec.defaultBackend"));
    }
    for (int i = 0; i < rules.size(); i++) {
      errors.addAll(host(rules.get(i).string("host"), "spec.rules[" + i + "].host"));
      if (rules.get(i).get("http") != null) {
        errors.addAll(
            paths(rules.get(i).items("http", "paths"), "spec.rules[" + i + "].http.paths"));
      }
    }
    errors.addAll(tls(ingress.items("spec", "tls")));
    if (ingress.get("spec", "ingressClassName") instanceof String name) {
      errors.addAll(References.subdomain(name, "spec.ingressClassName"));
    }
    return errors;
  }

  private static List<FieldError> host(String host, String path) {
    List<FieldError> errors = new ArrayList<>();
    if (host.isEmpty()) {
      return errors;
    }
    if (Addresses.parse(host) != null) {
      errors.add(FieldError.invalid(path, host, "must be a DNS name, not an IP address"));
    }
    errors.addAll(hostName(host, path));
    return errors;
  }

  private static List<FieldError> hostName(String host, String path) {
    if (!host.contains("*")) {
      return References.subdomain(host, path);
    }
    if (host.length() > 253) {
      return List.of(FieldError.invalid(path, host, "must be no more than 253 characters"));
    }
    return WILDCARD.matcher(host).matches()
        ? List.of()
        : List.of(
            FieldError.invalid(
                path,
                host,
                "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS"
                    + " subdomain, which must consist of lower case alphanumeric characters, '-' or"
                    + " '.' and end with an alphanumeric character (e.g. '*.example.com', regex"
                    + " used for validation is '"
                    + WILDCARD_FORM
                    + "')"));
  }

  private static List<FieldError> paths(List<Unstructured> paths, String at) {
    if (paths.isEmpty()) {
      return List.of(FieldError.required(at, ""));
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      errors.addAll(path(paths.get(i), at + "[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> path(Unstructured entry, String at) {
    if (!(entry.get("pathType") instanceof String type)) {
      return List.of(FieldError.required(at + ".pathType", "pathType must be specified"));
    }
    List<FieldError> errors = new ArrayList<>();
    String path = entry.string("path");
    if (!PATH_TYPES.contains(type)) {
      errors.add(FieldError.notSupported(at + ".pathType", type, PATH_TYPES));
    } else if (type.equals("ImplementationSpecific")) {
      if (!path.isEmpty() && !path.startsWith("/")) {
        errors.add(FieldError.invalid(at + ".path", path, "must be an absolute path"));
      }
    } else {
      errors.addAll(plainPath(path, at + ".path"));
    }
    errors.addAll(backend(new Unstructured(entry.map("backend")), at + ".backend"));
    return errors;
  }

  private static List<FieldError> plainPath(String path, String at) {
    List<FieldError> errors = new ArrayList<>();
    if (!path.startsWith("/")) {
      errors.add(FieldError.invalid(at, path, "must be an absolute path"));
    }
    for (String bad : NOT_WITHIN) {
      if (path.contains(bad)) {
        errors.add(FieldError.invalid(at, path, "must not contain '" + bad + "'"));
      }
    }
    for (String bad : NOT_AT_END) {
      if (path.endsWith(bad)) {
        errors.add(FieldError.invalid(at, path, "cannot end with '" + bad + "'"));
      }
    }
    return errors;
  }

  private static List<FieldError> backend(Unstructured backend, String at) {
    boolean service = backend.get("service") != null;
    boolean resource = backend.get("resource") != null;
    if (service && resource) {
      return List.of(FieldError.invalid(at, "", "cannot set both resource and service backends"));
    }
    if (resource) {
      return References.typed(new Unstructured(backend.map("resource")), at + ".resource", true);
    }
    return service
        ? service(new Unstructured(backend.map("service")), at)
        : List.of(FieldError.invalid(at, "", "resource or service backend is required"));
  }

  private static List<FieldError> service(Unstructured service, String at) {
    List<FieldError> errors = new ArrayList<>();
    String name = service.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(at + ".service.name", ""));
    } else {
      errors.addAll(References.label(name, at + ".service.name"));
    }
    String portName = service.string("port", "name");
    long number = service.number(0, "port", "number");
    if (!portName.isEmpty() && number != 0) {
      errors.add(FieldError.invalid(at, "", "cannot set both port name & port number"));
    } else if (!portName.isEmpty()) {
      errors.addAll(References.portName(portName, at + ".service.port.name"));
    } else if (number != 0) {
      errors.addAll(References.portNumber(number, at + ".service.port.number"));
    } else {
      errors.add(FieldError.required(at, "port name or number is required"));
    }
    return errors;
  }

  private static List<FieldError> tls(List<Unstructured> entries) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String at = "spec.tls[" + i + "]";
      List<?> hosts = entries.get(i).list("hosts");
      for (int h = 0; h < hosts.size(); h++) {
        errors.addAll(hostName(String.valueOf(hosts.get(h)), at + ".hosts[" + h + "]"));
      }
      String secret = entries.get(i).string("secretName");
      String wrong = secret.isEmpty() ? null : Names.subdomain(secret, false);
      if (wrong != null) {
        errors.add(FieldError.invalid(at + ".secretName", secret, wrong));
      }
    }
    return errors;
  }
}
