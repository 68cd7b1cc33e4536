package io.binnacle.resources.networking.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.api.type.Strategy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** IPAddresses: an address, which is the object's name, and what it was given to. */
final class IpAddressStrategy implements Strategy {
  private static final String PARENT = "spec.parentRef";

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public @Nullable String checkName(String name, boolean generatePrefix) {
    InetAddress address = Addresses.parse(name);
    if (address == null) {
      return Addresses.WANTED;
    }
    String canonical = Addresses.canonical(address);
    return canonical.equals(name) ? null : "must be in canonical form (\"" + canonical + "\")";
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    if (object.get("spec", "parentRef") == null) {
      return List.of(FieldError.required(PARENT, ""));
    }
    Unstructured parent = new Unstructured(object.map("spec", "parentRef"));
    List<FieldError> errors = new ArrayList<>();
    String group = parent.string("group");
    if (!group.isEmpty()) {
      errors.addAll(References.subdomain(group, PARENT + ".group"));
    }
    errors.addAll(References.segment(parent.string("resource"), PARENT + ".resource", ""));
    String namespace = parent.string("namespace");
    String wrong = namespace.isEmpty() ? null : Names.pathSegment(namespace, false);
    if (wrong != null) {
      errors.add(FieldError.invalid(PARENT + ".namespace", namespace, wrong));
    }
    errors.addAll(References.segment(parent.string("name"), PARENT + ".name", ""));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, String> parent = quoted(object);
    if (!Objects.equals(parent, quoted(previous))) {
      Object shown = object.get("spec", "parentRef") == null ? null : parent;
      errors.add(FieldError.invalid(PARENT, shown, "field is immutable"));
    }
    errors.addAll(validate(context, object));
    return errors;
  }

  /** The reference as kube-apiserver quotes it. */
  private static Map<String, String> quoted(Unstructured object) {
    Map<String, String> parent = new LinkedHashMap<>();
    for (String name : List.of("Group", "Resource", "Namespace", "Name")) {
      parent.put(name, object.string("spec", "parentRef", name.toLowerCase(java.util.Locale.ROOT)));
    }
    return parent;
  }
}
