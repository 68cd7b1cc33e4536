package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event must say. Those with an {@code eventTime} are of the new kind and must say more;
 * events.k8s.io takes no others. As in the original, paths are those of core/v1 in both groups.
 */
final class EventRules {
  private static final int MAX_WORD = 128;
  private static final int MAX_MESSAGE = 1024;
  private static final String UNSET = "needs to be unset";

  private EventRules() {}

  /**
   * The rules of both groups.
   *
   * @param event as core/v1 has it
   * @param controllerField what the request's version calls the reporting controller
   */
  static List<FieldError> common(Unstructured event, String controllerField) {
    List<FieldError> errors = new ArrayList<>();
    String about = event.string("involvedObject", "namespace");
    String own = event.namespace();
    boolean isNew = event.get("eventTime") != null;
    boolean matches =
        isNew
            ? !about.isEmpty() || own.equals("default") || own.equals("kube-system")
            : about.isEmpty() ? own.isEmpty() || own.equals("default") : about.equals(own);
    if (!matches) {
      errors.add(
          FieldError.invalid("involvedObject.namespace", about, "does not match event.namespace"));
    }
    if (isNew) {
      String controller = event.string("reportingComponent");
      if (controller.isEmpty()) {
        errors.add(FieldError.required(controllerField, ""));
      }
      LabelSyntax.keyProblems(controller)
          .forEach(wrong -> errors.add(FieldError.invalid(controllerField, controller, wrong)));
      for (String field : List.of("reportingInstance", "action", "reason")) {
        errors.addAll(word(event, field));
      }
      if (event.string("message").length() > MAX_MESSAGE) {
        errors.add(
            FieldError.invalid("message", "", "can have at most " + MAX_MESSAGE + " characters"));
      }
    }
    return errors;
  }

  private static List<FieldError> word(Unstructured event, String field) {
    String text = event.string(field);
    if (text.isEmpty()) {
      return List.of(FieldError.required(field, ""));
    }
    return text.length() > MAX_WORD
        ? List.of(FieldError.invalid(field, "", "can have at most " + MAX_WORD + " characters"))
        : List.of();
  }

  /** What events.k8s.io asks of a new event beyond the common rules. */
  static List<FieldError> strict(Unstructured event) {
    List<FieldError> errors = new ArrayList<>(series(event));
    if (event.get("eventTime") == null) {
      errors.add(FieldError.required("eventTime", ""));
    }
    String type = event.string("type");
    if (!type.equals("Normal") && !type.equals("Warning")) {
      errors.add(FieldError.invalid("type", "", "has invalid value: " + type));
    }
    for (String time : List.of("firstTimestamp", "lastTimestamp")) {
      if (event.get(time) != null) {
        errors.add(FieldError.invalid(time, "", UNSET));
      }
    }
    if (event.number(0, "count") != 0) {
      errors.add(FieldError.invalid("count", "", UNSET));
    }
    if (!event.string("source", "component").isEmpty()
        || !event.string("source", "host").isEmpty()) {
      errors.add(FieldError.invalid("source", "", UNSET));
    }
    return errors;
  }

  private static List<FieldError> series(Unstructured event) {
    List<FieldError> errors = new ArrayList<>();
    if (event.get("series") == null) {
      return errors;
    }
    if (event.number(0, "series", "count") < 2) {
      errors.add(FieldError.invalid("series.count", "", "should be at least 2"));
    }
    if (event.get("series", "lastObservedTime") == null) {
      errors.add(FieldError.required("series.lastObservedTime", ""));
    }
    return errors;
  }

  /** What events.k8s.io lets change of an event: that it happened again. */
  static List<FieldError> change(Unstructured event, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    if (!Objects.equals(event.get("series"), previous.get("series"))) {
      errors.addAll(series(event));
    }
    for (String field :
        List.of(
            "involvedObject",
            "reason",
            "message",
            "source",
            "firstTimestamp",
            "lastTimestamp",
            "count",
            // Told twice, as the original does.
            "reason",
            "type",
            "eventTime",
            "action",
            "related",
            "reportingComponent",
            "reportingInstance")) {
      if (!Objects.equals(event.get(field), previous.get(field))) {
        String path = field.equals("reportingComponent") ? "reportingController" : field;
        errors.add(FieldError.invalid(path, quoted(field, event.get(field)), "field is immutable"));
      }
    }
    return errors;
  }

  /** As the original quotes it: structures by the names of their internal fields, all of them. */
  private static @Nullable Object quoted(String field, @Nullable Object value) {
    Map<?, ?> given = value instanceof Map<?, ?> map ? map : Map.of();
    return switch (field) {
      case "source" -> SpecDiff.inside("EventSource", given);
      case "involvedObject" -> SpecDiff.inside("ObjectReference", given);
      case "related" -> value == null ? null : SpecDiff.inside("ObjectReference", given);
      case "count" -> value == null ? Long.valueOf(0) : value;
      case "firstTimestamp", "lastTimestamp", "eventTime" -> value;
      default -> value == null ? "" : value;
    };
  }
}
