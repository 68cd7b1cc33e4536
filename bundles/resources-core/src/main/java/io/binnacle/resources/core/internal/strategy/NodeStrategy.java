package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.IpRules;
import io.binnacle.resources.core.internal.rules.LabelRules;
import io.binnacle.resources.core.internal.rules.ResourceNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes: the parts of their status that always stand there, and their networks and taints. */
public final class NodeStrategy implements Strategy {
  private static final List<String> NODE_INFO =
      List.of(
          "machineID",
          "systemUUID",
          "bootID",
          "kernelVersion",
          "osImage",
          "containerRuntimeVersion",
          "kubeletVersion",
          "kubeProxyVersion",
          "operatingSystem",
          "architecture");

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(new LinkedHashMap<>(), "spec");
    object.setDefault(0L, "status", "daemonEndpoints", "kubeletEndpoint", "Port");
    NODE_INFO.forEach(field -> object.setDefault("", "status", "nodeInfo", field));
    String first = object.string("spec", "podCIDR");
    List<?> all = object.list("spec", "podCIDRs");
    if (first.isEmpty()) {
      if (!all.isEmpty()) {
        object.set(all.get(0), "spec", "podCIDR");
      }
      return;
    }
    if (all.isEmpty() || !first.equals(all.get(0))) {
      object.set(new ArrayList<>(List.of(first)), "spec", "podCIDRs");
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    applyDefaults(object);
    object.remove("spec", "configSource");
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    // What configured kubelets once is only kept where it is.
    if (previous.get("spec", "configSource") == null) {
      object.remove("spec", "configSource");
    }
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    List<String> warnings = new ArrayList<>();
    if (object.get("spec", "configSource") != null) {
      warnings.add("spec.configSource: the feature is removed");
    }
    if (!object.string("spec", "externalID").isEmpty()) {
      warnings.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
    }
    return warnings;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<?> networks = object.list("spec", "podCIDRs");
    for (int i = 0; i < networks.size(); i++) {
      if (!IpRules.isNetwork(String.valueOf(networks.get(i)))) {
        errors.add(
            FieldError.invalid("spec.podCIDRs[" + i + "]", networks.get(i), IpRules.NETWORK));
      }
    }
    if (networks.size() > 1) {
      pair(errors, networks);
    }
    taints(errors, object.items("spec", "taints"));
    for (String field : List.of("capacity", "allocatable")) {
      object
          .map("status", field)
          .forEach(
              (name, amount) ->
                  errors.addAll(
                      ResourceNames.amount(
                          name, String.valueOf(amount), "status." + field + "." + name)));
    }
    return errors;
  }

  /** More than one network are two, of different families. */
  private static void pair(List<FieldError> errors, List<?> networks) {
    for (int i = 0; i < networks.size(); i++) {
      String network = String.valueOf(networks.get(i));
      if (!IpRules.isNetwork(network)) {
        errors.add(
            new FieldError(
                FieldError.Type.INTERNAL,
                "spec.podCIDRs",
                "",
                "invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR["
                    + i
                    + "]: <nil> (invalid CIDR address: "
                    + network
                    + ")"));
        break;
      }
    }
    long ofV6 = networks.stream().filter(n -> IpRules.isV6(String.valueOf(n))).count();
    if (networks.size() > 2 || ofV6 != 1) {
      errors.add(
          FieldError.invalid(
              "spec.podCIDRs", networks, "may specify no more than one CIDR for each IP family"));
    }
  }

  private static void taints(List<FieldError> errors, List<Unstructured> taints) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < taints.size(); i++) {
      Unstructured taint = taints.get(i);
      String at = "metadata.taints[" + i + "]";
      errors.addAll(LabelRules.key(taint.string("key"), at + ".key"));
      String problem = LabelRules.value(taint.string("value"));
      if (problem != null) {
        errors.add(FieldError.invalid(at + ".value", taint.string("value"), problem));
      }
      Choices.require(
          errors,
          at + ".effect",
          taint.string("effect"),
          "NoSchedule",
          "PreferNoSchedule",
          "NoExecute");
      if (!seen.add(taint.string("key") + ":" + taint.string("effect"))) {
        errors.add(
            new FieldError(
                FieldError.Type.DUPLICATE,
                at,
                FieldError.duplicate(at, SpecDiff.inside("Taint", taint.content())).value(),
                "taints must be unique by key and effect pair"));
      }
    }
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    // The original looks at them once as parts of a node and once as parts of a change.
    taints(errors, object.items("spec", "taints"));
    if (!previous.list("spec", "podCIDRs").isEmpty()
        && !previous.list("spec", "podCIDRs").equals(object.list("spec", "podCIDRs"))) {
      errors.add(
          FieldError.forbidden(
              "spec.podCIDRs", "node updates may not change podCIDR except from \"\" to valid"));
    }
    String provider = previous.string("spec", "providerID");
    if (!provider.isEmpty() && !provider.equals(object.string("spec", "providerID"))) {
      errors.add(
          FieldError.forbidden(
              "spec.providerID",
              "node updates may not change providerID except from \"\" to valid"));
    }
    return errors;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of("spec.unschedulable", Boolean.toString(object.bool("spec", "unschedulable")));
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }
}
