package io.binnacle.plugins.state;

import io.binnacle.api.object.Unstructured;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as its object should show it.
 *
 * @param name the object's name
 * @param requested whether somebody else made the object
 * @param location the name of the jar, "" where it is not known
 * @param bundle the bundle's symbolic name
 * @param version the bundle's version
 * @param sha256 the jar's digest
 * @param steps how far it has come
 */
record PluginView(
    String name,
    boolean requested,
    String location,
    String bundle,
    String version,
    String sha256,
    Steps steps) {
  /** The object of a plugin that nobody made one for. */
  Unstructured object() {
    Unstructured object =
        Unstructured.create(PluginType.GROUP + "/" + PluginType.VERSION, "Plugin");
    object.set(name, "metadata", "name");
    object.set(spec(Map.of()), "spec");
    return object;
  }

  /** The spec with what the server fills in. */
  Map<String, @Nullable Object> spec(Map<String, @Nullable Object> present) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(present);
    put(spec, "bundle", bundle);
    put(spec, "version", version);
    put(spec, "location", location);
    if (!requested) {
      put(spec, "sha256", sha256);
    }
    return spec;
  }

  /** The status; what has not changed keeps its time. */
  Map<String, @Nullable Object> status(Unstructured present, Instant now) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("state", steps.state());
    put(status, "reason", steps.reason());
    put(status, "sha256", sha256);
    status.put("types", new ArrayList<@Nullable Object>(steps.types()));
    List<@Nullable Object> conditions = new ArrayList<>();
    for (Steps.Step step : steps.steps()) {
      Map<String, @Nullable Object> condition = new LinkedHashMap<>();
      String taken = step.taken() ? "True" : "False";
      condition.put("type", step.type());
      condition.put("status", taken);
      condition.put("reason", step.reason());
      put(condition, "message", step.message());
      condition.put("lastTransitionTime", since(present, step.type(), taken, now));
      conditions.add(condition);
    }
    status.put("conditions", conditions);
    return status;
  }

  private static String since(Unstructured present, String type, String taken, Instant now) {
    for (Unstructured condition : present.items("status", "conditions")) {
      String since = condition.string("lastTransitionTime");
      if (condition.string("type").equals(type)
          && condition.string("status").equals(taken)
          && !since.isEmpty()) {
        return since;
      }
    }
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void put(Map<String, @Nullable Object> into, String field, String value) {
    if (value.isEmpty()) {
      into.remove(field);
    } else {
      into.put(field, value);
    }
  }
}
