package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.pod.PodValidation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a pod that have a path of their own: its debugging containers, its resources. */
final class PodParts {
  private static final List<String> LISTS = List.of("containers", "initContainers");

  private PodParts() {}

  /** Takes everything from before but one field of the specification. */
  static void keepAllBut(Unstructured object, Unstructured previous, String field) {
    Object sent = object.get("spec", field);
    restore(object, previous);
    if (sent == null) {
      object.remove("spec", field);
    } else {
      object.set(sent, "spec", field);
    }
  }

  /** Takes everything from before but what the containers may use. */
  static void keepAllButResources(Unstructured object, Unstructured previous) {
    Unstructured sent = object.deepCopy();
    restore(object, previous);
    if (sent.get("spec", "resources") instanceof Map<?, ?> resources) {
      object.set(resources, "spec", "resources");
    }
    for (String list : LISTS) {
      Map<String, Unstructured> byName = new LinkedHashMap<>();
      sent.items("spec", list).forEach(c -> byName.put(c.string("name"), c));
      for (Unstructured container : object.items("spec", list)) {
        Unstructured wanted = byName.get(container.string("name"));
        if (wanted != null) {
          container.set(wanted.map("resources"), "resources");
          if (wanted.get("resizePolicy") != null) {
            container.set(wanted.get("resizePolicy"), "resizePolicy");
          }
        }
      }
    }
  }

  private static void restore(Unstructured object, Unstructured previous) {
    Map<String, @Nullable Object> before = previous.deepCopy().content();
    object.content().clear();
    object.content().putAll(before);
  }

  static List<FieldError> validateEphemeral(Unstructured object, Unstructured previous) {
    List<FieldError> errors = PodValidation.validate(object);
    List<Unstructured> now = object.items("spec", "ephemeralContainers");
    for (Unstructured old : previous.items("spec", "ephemeralContainers")) {
      String name = old.string("name");
      Unstructured same =
          now.stream().filter(c -> c.string("name").equals(name)).findFirst().orElse(null);
      String problem =
          same == null ? "may not be removed" : same.equals(old) ? null : "may not be changed";
      if (problem != null) {
        errors.add(
            FieldError.forbidden(
                "spec.ephemeralContainers",
                "existing ephemeral containers \"" + name + "\" " + problem));
      }
    }
    return errors;
  }

  static List<FieldError> validateResize(Unstructured object, Unstructured previous) {
    List<FieldError> errors = PodValidation.validate(object);
    String before = PodQuality.of(previous);
    if (!before.equals(PodQuality.of(object))) {
      errors.add(
          FieldError.invalid(
              "spec", before, "Pod QOS Class may not change as a result of resizing"));
    }
    for (String list : LISTS) {
      List<Unstructured> now = object.items("spec", list);
      List<Unstructured> old = previous.items("spec", list);
      for (int i = 0; i < now.size() && i < old.size(); i++) {
        for (String kind : List.of("limits", "requests")) {
          if (!now.get(i)
              .map("resources", kind)
              .keySet()
              .containsAll(old.get(i).map("resources", kind).keySet())) {
            errors.add(
                FieldError.forbidden(
                    "spec." + list + "[" + i + "].resources." + kind,
                    "resource " + kind + " cannot be removed"));
          }
        }
      }
    }
    return errors;
  }

  /** That no container has all rights on its node. */
  static void refusePrivileged(List<FieldError> errors, Unstructured pod) {
    for (String list : LISTS) {
      List<Unstructured> containers = pod.items("spec", list);
      for (int i = 0; i < containers.size(); i++) {
        if (containers.get(i).bool("securityContext", "privileged")) {
          errors.add(
              FieldError.forbidden(
                  "spec." + list + "[" + i + "].securityContext.privileged",
                  "disallowed by cluster policy"));
        }
      }
    }
  }
}
