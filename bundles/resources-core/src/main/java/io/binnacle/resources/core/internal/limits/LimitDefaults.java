package io.binnacle.resources.core.internal.limits;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives containers that ask for nothing what a LimitRange says, and notes so on the pod. */
final class LimitDefaults {
  private static final String NOTE = "kubernetes.io/limit-ranger";

  private LimitDefaults() {}

  static void apply(Unstructured range, Unstructured pod) {
    Map<String, @Nullable Object> requests = new TreeMap<>();
    Map<String, @Nullable Object> limits = new TreeMap<>();
    for (Unstructured limit : range.items("spec", "limits")) {
      if (limit.string("type").equals("Container")) {
        requests.putAll(limit.map("defaultRequest"));
        limits.putAll(limit.map("default"));
      }
    }
    List<String> notes = new ArrayList<>();
    for (Unstructured container : pod.items("spec", "containers")) {
      apply(container, "container", requests, limits, notes);
    }
    for (Unstructured container : pod.items("spec", "initContainers")) {
      apply(container, "init container", requests, limits, notes);
    }
    if (!notes.isEmpty()) {
      pod.set(
          "LimitRanger plugin set: " + String.join("; ", notes), "metadata", "annotations", NOTE);
    }
  }

  private static void apply(
      Unstructured container,
      String what,
      Map<String, @Nullable Object> requests,
      Map<String, @Nullable Object> limits,
      List<String> notes) {
    String name = container.string("name");
    note(fill(container, "requests", requests), " request for " + what + " " + name, notes);
    note(fill(container, "limits", limits), " limit for " + what + " " + name, notes);
  }

  private static void note(List<String> set, String text, List<String> notes) {
    if (!set.isEmpty()) {
      notes.add(String.join(", ", set) + text);
    }
  }

  private static List<String> fill(
      Unstructured container, String which, Map<String, @Nullable Object> usual) {
    List<String> set = new ArrayList<>();
    Map<String, @Nullable Object> amounts = new LinkedHashMap<>(container.map("resources", which));
    usual.forEach(
        (resource, amount) -> {
          if (amounts.putIfAbsent(resource, amount) == null) {
            set.add(resource);
          }
        });
    if (!set.isEmpty()) {
      container.set(amounts, "resources", which);
    }
    return set;
  }
}
