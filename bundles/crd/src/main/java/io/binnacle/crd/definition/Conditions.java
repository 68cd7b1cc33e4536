package io.binnacle.crd.definition;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.ApiTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a definition. */
public final class Conditions {
  private Conditions() {}

  /** {@code True}, {@code False} or {@code Unknown}; "" if the condition is not there. */
  public static String status(Unstructured definition, String type) {
    for (Unstructured condition : definition.items("status", "conditions")) {
      if (condition.string("type").equals(type)) {
        return condition.string("status");
      }
    }
    return "";
  }

  /** Sets a condition; it is dated anew if its status changes. */
  public static void set(
      Unstructured definition,
      String type,
      boolean status,
      String reason,
      String message,
      Instant now) {
    List<@Nullable Object> conditions = new ArrayList<>(definition.list("status", "conditions"));
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    String text = status ? "True" : "False";
    condition.put("type", type);
    condition.put("status", text);
    condition.put("lastTransitionTime", ApiTime.format(now));
    condition.put("reason", reason);
    condition.put("message", message);
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i) instanceof Map<?, ?> map && type.equals(map.get("type"))) {
        if (text.equals(map.get("status"))) {
          condition.put("lastTransitionTime", map.get("lastTransitionTime"));
        }
        conditions.set(i, condition);
        definition.set(conditions, "status", "conditions");
        return;
      }
    }
    conditions.add(condition);
    definition.set(conditions, "status", "conditions");
  }

  /** Takes a condition away. */
  public static void remove(Unstructured definition, String type) {
    List<@Nullable Object> conditions = new ArrayList<>(definition.list("status", "conditions"));
    if (conditions.removeIf(c -> c instanceof Map<?, ?> map && type.equals(map.get("type")))) {
      definition.set(conditions, "status", "conditions");
    }
  }
}
