package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Rules for whole numbers: none below zero, parts not above the whole. */
final class Counters {
  private Counters() {}

  /** One error for each of the fields that is there and below zero. */
  static List<FieldError> notNegative(Unstructured object, String path, String... fields) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : fields) {
      long value = object.number(0, field);
      if (value < 0) {
        errors.add(
            FieldError.invalid(path + "." + field, value, "must be greater than or equal to 0"));
      }
    }
    return errors;
  }

  /** One error for each of the status's fields that is greater than its number of replicas. */
  static List<FieldError> notAboveReplicas(Unstructured status, String... fields) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : fields) {
      long value = status.number(0, field);
      if (value > status.number(0, "replicas")) {
        errors.add(
            FieldError.invalid("status." + field, value, "cannot be greater than status.replicas"));
      }
    }
    return errors;
  }

  static List<FieldError> availableNotAboveReady(Unstructured status) {
    long available = status.number(0, "availableReplicas");
    return available > status.number(0, "readyReplicas")
        ? List.of(
            FieldError.invalid(
                "status.availableReplicas", available, "cannot be greater than readyReplicas"))
        : List.of();
  }

  /** The collision count makes names unique, so it must not go back. */
  static List<FieldError> collisionsNotDecremented(Unstructured status, Unstructured previous) {
    Object before = previous.get("collisionCount");
    long now = status.number(0, "collisionCount");
    boolean decremented =
        before != null
            && (status.get("collisionCount") == null || now < previous.number(0, "collisionCount"));
    return decremented
        ? List.of(FieldError.invalid("status.collisionCount", now, "cannot be decremented"))
        : List.of();
  }
}
