package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import io.binnacle.resources.core.pod.PodValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The few things that may change in a pod's specification. */
final class PodChanges {
  static final String REST =
      "pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
          + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
          + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
          + " previously negative)";

  private static final List<String> LISTS = List.of("containers", "initContainers");

  private PodChanges() {}

  static List<FieldError> validate(Unstructured object, Unstructured previous) {
    Unstructured spec = new Unstructured(object.map("spec"));
    Unstructured before = new Unstructured(previous.map("spec"));
    List<FieldError> errors = new ArrayList<>();
    if (object.annotations().equals(previous.annotations()) && spec.equals(before)) {
      return errors;
    }
    errors.addAll(PodValidation.validate(object));
    for (String list : LISTS) {
      if (spec.list(list).size() != before.list(list).size()) {
        errors.add(
            FieldError.forbidden("spec." + list, "pod updates may not add or remove containers"));
        return errors;
      }
      images(errors, spec.items(list), "spec." + list);
    }
    if (!deadline(errors, spec, before)) {
      return errors;
    }
    if (!keepsTolerations(spec, before)) {
      errors.add(
          FieldError.forbidden(
              "spec.tolerations",
              "existing toleration can not be modified except its tolerationSeconds"));
    }
    gates(errors, spec, before);
    Unstructured fixed = masked(spec, before);
    Unstructured was = masked(before, before);
    if (!fixed.equals(was)) {
      String changes = SpecDiff.ofPods(was.content(), fixed.content());
      errors.add(FieldError.forbidden("spec", REST + "\n" + changes));
    }
    return errors;
  }

  private static void images(List<FieldError> errors, List<Unstructured> containers, String path) {
    for (int i = 0; i < containers.size(); i++) {
      String image = containers.get(i).string("image");
      String at = path + "[" + i + "].image";
      if (image.isEmpty()) {
        errors.add(FieldError.required(at, ""));
      } else if (!image.strip().equals(image)) {
        errors.add(FieldError.invalid(at, image, "must not have leading or trailing whitespace"));
      }
    }
  }

  /** Adds what is wrong with the deadline; false if the rest need not be looked at. */
  private static boolean deadline(List<FieldError> errors, Unstructured spec, Unstructured before) {
    Object was = before.get("activeDeadlineSeconds");
    Object is = spec.get("activeDeadlineSeconds");
    String path = "spec.activeDeadlineSeconds";
    if (!(is instanceof Number now)) {
      if (was instanceof Number) {
        errors.add(
            FieldError.invalid(path, is, "must not update from a positive integer to nil value"));
      }
      return true;
    }
    if (now.longValue() < 0 || now.longValue() > Integer.MAX_VALUE) {
      errors.add(FieldError.invalid(path, is, "must be between 0 and 2147483647, inclusive"));
      return false;
    }
    if (was instanceof Number old && now.longValue() > old.longValue()) {
      errors.add(FieldError.invalid(path, is, "must be less than or equal to previous value"));
      return false;
    }
    return true;
  }

  private static boolean keepsTolerations(Unstructured spec, Unstructured before) {
    List<Unstructured> now = withoutSeconds(spec);
    return now.containsAll(withoutSeconds(before));
  }

  private static List<Unstructured> withoutSeconds(Unstructured spec) {
    List<Unstructured> result = new ArrayList<>();
    for (Unstructured toleration : spec.items("tolerations")) {
      Unstructured copy = toleration.deepCopy();
      copy.remove("tolerationSeconds");
      result.add(copy);
    }
    return result;
  }

  private static void gates(List<FieldError> errors, Unstructured spec, Unstructured before) {
    List<Unstructured> now = spec.items("schedulingGates");
    for (int i = 0; i < now.size(); i++) {
      if (!before.items("schedulingGates").contains(now.get(i))) {
        errors.add(
            FieldError.forbidden(
                "spec.schedulingGates[" + i + "].name",
                "only deletion is allowed, but found new scheduling gate '"
                    + now.get(i).string("name")
                    + "'"));
      }
    }
  }

  /** The specification with what may change put back to what it was. */
  private static Unstructured masked(Unstructured spec, Unstructured before) {
    Unstructured copy = spec.deepCopy();
    for (String list : LISTS) {
      List<Unstructured> containers = copy.items(list);
      List<Unstructured> old = before.items(list);
      for (int i = 0; i < containers.size(); i++) {
        put(containers.get(i), old.get(i).get("image"), "image");
      }
    }
    for (String field : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
      put(copy, before.get(field), field);
    }
    if (before.number(0, "terminationGracePeriodSeconds") < 0
        && spec.number(0, "terminationGracePeriodSeconds") == 1) {
      put(copy, before.get("terminationGracePeriodSeconds"), "terminationGracePeriodSeconds");
    }
    if (!before.list("schedulingGates").isEmpty()
        && spec.map("nodeSelector").entrySet().containsAll(before.map("nodeSelector").entrySet())) {
      put(copy, before.get("nodeSelector"), "nodeSelector");
    }
    copy.content().values().removeIf(Objects::isNull);
    return copy;
  }

  private static void put(Unstructured at, @Nullable Object value, String field) {
    if (value == null) {
      at.remove(field);
    } else {
      at.set(value, field);
    }
  }
}
