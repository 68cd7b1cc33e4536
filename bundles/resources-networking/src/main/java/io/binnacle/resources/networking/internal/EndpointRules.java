package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one endpoint of an EndpointSlice may say. */
final class EndpointRules {
  private static final int MAX_ADDRESSES = 100;
  private static final int MAX_HINTS = 8;

  private EndpointRules() {}

  static List<FieldError> problems(Unstructured endpoint, String type, String path) {
    List<FieldError> errors = new ArrayList<>();
    List<?> addresses = endpoint.list("addresses");
    String at = path + ".addresses";
    if (addresses.isEmpty()) {
      errors.add(FieldError.required(at, "must contain at least 1 address"));
    } else if (addresses.size() > MAX_ADDRESSES) {
      errors.add(FieldError.tooMany(at, addresses.size(), MAX_ADDRESSES));
    }
    for (int i = 0; i < addresses.size(); i++) {
      errors.addAll(address(String.valueOf(addresses.get(i)), type, at, at + "[" + i + "]"));
    }
    if (endpoint.get("nodeName") instanceof String node) {
      errors.addAll(References.subdomain(node, path + ".nodeName"));
    }
    if (endpoint.get("hostname") instanceof String hostname) {
      errors.addAll(References.label(hostname, path + ".hostname"));
    }
    errors.addAll(hints(endpoint.items("hints", "forZones"), path + ".hints.forZones"));
    errors.addAll(hints(endpoint.items("hints", "forNodes"), path + ".hints.forNodes"));
    return errors;
  }

  /** As there, an address of the wrong family is reported at the list. */
  private static List<FieldError> address(String text, String type, String list, String path) {
    return switch (type) {
      case "IPv4", "IPv6" -> ip(text, type, list, path);
      case "FQDN" -> fullyQualified(text, path);
      default -> List.of();
    };
  }

  private static List<FieldError> ip(String text, String type, String list, String path) {
    List<FieldError> errors = new ArrayList<>(Addresses.problems(text, path));
    if (!errors.isEmpty()) {
      return errors;
    }
    if (Addresses.isV6(text) != type.equals("IPv6")) {
      errors.add(FieldError.invalid(list, text, "must be an " + type + " address"));
    }
    errors.addAll(Addresses.unreachable(text, path));
    return errors;
  }

  private static List<FieldError> fullyQualified(String name, String path) {
    if (name.isEmpty()) {
      return List.of(FieldError.required(path, ""));
    }
    String domain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    List<FieldError> errors = References.subdomain(domain, path);
    if (!errors.isEmpty() || domain.contains(".")) {
      return errors;
    }
    return List.of(
        FieldError.invalid(
            path, domain, "should be a domain with at least two segments separated by dots"));
  }

  private static List<FieldError> hints(List<Unstructured> hints, String path) {
    if (hints.size() > MAX_HINTS) {
      return List.of(FieldError.tooMany(path, hints.size(), MAX_HINTS));
    }
    List<FieldError> errors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < hints.size(); i++) {
      String name = hints.get(i).string("name");
      String at = path + "[" + i + "].name";
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(at, name));
      }
      if (name.isEmpty()) {
        errors.add(FieldError.required(at, ""));
      } else {
        LabelSyntax.valueProblems(name)
            .forEach(wrong -> errors.add(FieldError.invalid(at, name, wrong)));
      }
    }
    return errors;
  }
}
