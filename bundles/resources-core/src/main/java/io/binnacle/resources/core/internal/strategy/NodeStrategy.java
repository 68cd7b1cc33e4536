package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.Choices;
import io.binnacle.resources.core.internal.rules.IpRules;
import io.binnacle.resources.core.internal.rules.LabelRules;
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
    if (first.isEmpty()) {
      return;
    }
    List<?> all = object.list("spec", "podCIDRs");
    if (all.isEmpty() || !first.equals(all.get(0))) {
      object.set(new ArrayList<>(List.of(first)), "spec", "podCIDRs");
    }
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    applyDefaults(object);
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
    long ofV6 = networks.stream().filter(n -> IpRules.isV6(String.valueOf(n))).count();
    if (networks.size() > 1 && (networks.size() > 2 || ofV6 != 1)) {
      errors.add(
          FieldError.invalid(
              "spec.podCIDRs", networks, "may specify no more than one CIDR for each IP family"));
    }
    taints(errors, object.items("spec", "taints"));
    return errors;
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
        errors.add(FieldError.duplicate(at, taint.content()));
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
