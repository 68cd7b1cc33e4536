package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.pod.DisabledFields;
import io.binnacle.resources.core.pod.PodDefaults;
import io.binnacle.resources.core.pod.PodTemplateWarnings;
import io.binnacle.resources.core.pod.PodValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pods: born Pending, hardly changeable, given time to end when they run on a node. */
public final class PodStrategy implements Strategy {
  /** The name of the write that puts a pod on a node, as its action asks for it. */
  public static final String BINDING = "binding";

  private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

  private final boolean allowPrivileged;

  /**
   * @param allowPrivileged whether containers may have all rights on their node
   */
  public PodStrategy(boolean allowPrivileged) {
    this.allowPrivileged = allowPrivileged;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    PodDefaults.apply(object);
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    DisabledFields.drop(new Unstructured(object.map("spec")));
    if (object.number(0, "spec", "terminationGracePeriodSeconds") < 0) {
      object.set(1L, "spec", "terminationGracePeriodSeconds");
    }
    object.set(new LinkedHashMap<>(), "status");
    object.set("Pending", "status", "phase");
    MatchLabelKeys.apply(object);
    if (!object.list("spec", "schedulingGates").isEmpty()) {
      PodConditions.set(
          object,
          "PodScheduled",
          "False",
          "SchedulingGated",
          "Scheduling is blocked due to non-empty scheduling gates");
    }
    object.set(PodQuality.of(object), "status", "qosClass");
  }

  @Override
  public Set<String> resetFields(String subresource) {
    return subresource.equals("status") ? Set.of("metadata.ownerReferences") : Set.of();
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    switch (context.subresource()) {
      case "status" -> {
        String quality = previous.string("status", "qosClass");
        if (!quality.isEmpty()) {
          object.setDefault(quality, "status", "qosClass");
        }
      }
      case "ephemeralcontainers" -> PodParts.keepAllBut(object, previous, "ephemeralContainers");
      case "resize" -> PodParts.keepAllButResources(object, previous);
      case BINDING -> PodConditions.set(object, "PodScheduled", "True", "", "");
      default -> {
        DisabledFields.drop(
            new Unstructured(object.map("spec")), new Unstructured(previous.map("spec")));
        ungate(object, previous);
      }
    }
  }

  /** The last gate's end ends the condition that told of it. */
  private static void ungate(Unstructured object, Unstructured previous) {
    if (object.list("spec", "schedulingGates").isEmpty()
        && !previous.list("spec", "schedulingGates").isEmpty()) {
      List<Object> others = new ArrayList<>();
      for (Unstructured condition : object.items("status", "conditions")) {
        if (!condition.string("reason").equals("SchedulingGated")) {
          others.add(condition.content());
        }
      }
      if (others.isEmpty()) {
        object.remove("status", "conditions");
      } else {
        object.set(others, "status", "conditions");
      }
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = PodValidation.validateNew(object);
    if (!allowPrivileged) {
      PodParts.refusePrivileged(errors, object);
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    return switch (context.subresource()) {
      case "status", BINDING -> List.of();
      case "ephemeralcontainers" -> PodParts.validateEphemeral(object, previous);
      case "resize" -> PodParts.validateResize(object, previous);
      default -> PodChanges.validate(object, previous);
    };
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    // Pods are changed by programs, which don't read warnings.
    if (!object.resourceVersion().isEmpty()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    String wrong = DnsLabel.problem(object.name(), false);
    if (wrong != null) {
      warnings.add(
          "metadata.name: this is used in the Pod's hostname, which can result in surprising"
              + " behavior; a DNS label is recommended: ["
              + wrong
              + "]");
    }
    warnings.addAll(PodTemplateWarnings.of(object, ""));
    return warnings;
  }

  @Override
  public long gracePeriodSeconds(Unstructured object, DeleteOptions options) {
    if (object.string("spec", "nodeName").isEmpty()
        || FINISHED.contains(object.string("status", "phase"))) {
      return 0;
    }
    Long asked = options.gracePeriodSeconds();
    long seconds =
        asked == null ? object.number(30, "spec", "terminationGracePeriodSeconds") : asked;
    return seconds < 0 ? 1 : seconds;
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : List.of("nodeName", "restartPolicy", "schedulerName")) {
      fields.put("spec." + field, object.string("spec", field));
    }
    fields.put("spec.host", object.string("spec", "nodeName"));
    fields.put("spec.serviceAccountName", object.string("spec", "serviceAccountName"));
    fields.put("spec.hostNetwork", Boolean.toString(object.bool("spec", "hostNetwork")));
    fields.put("status.phase", object.string("status", "phase"));
    String ip = object.string("status", "podIP");
    fields.put("status.podIP", ip);
    fields.put("status.podIPs", ip);
    fields.put("status.nominatedNodeName", object.string("status", "nominatedNodeName"));
    return fields;
  }

  @Override
  public boolean marksBeforeDelete() {
    return true;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }
}
