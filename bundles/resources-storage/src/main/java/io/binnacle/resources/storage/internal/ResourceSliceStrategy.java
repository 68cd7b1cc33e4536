package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** ResourceSlices: devices of a driver, on a node or reachable from several. */
final class ResourceSliceStrategy implements Strategy {
  private static final List<String> PLACES =
      List.of("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection");
  private static final String ONE_PLACE =
      "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
  private static final int MAX_DEVICES = 128;
  private static final int MAX_POOL_NAME = 253;

  private final InstantSource clock;

  ResourceSliceStrategy(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    for (Unstructured device : object.items("spec", "devices")) {
      for (Unstructured taint : device.items("taints")) {
        if (taint.get("timeAdded") == null) {
          taint.set(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), "timeAdded");
        }
      }
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors =
        new ArrayList<>(Rules.driver(object.string("spec", "driver"), "spec.driver"));
    errors.addAll(poolProblems(new Unstructured(object.map("spec", "pool"))));
    errors.addAll(placeProblems(new Unstructured(object.map("spec"))));
    List<Unstructured> devices = object.items("spec", "devices");
    if (devices.size() > MAX_DEVICES) {
      errors.add(FieldError.tooMany("spec.devices", devices.size(), MAX_DEVICES));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < devices.size(); i++) {
      String path = "spec.devices[" + i + "]";
      errors.addAll(DeviceRules.problems(devices.get(i), path));
      if (!names.add(devices.get(i).string("name"))) {
        errors.add(FieldError.duplicate(path + ".name", devices.get(i).string("name")));
      }
    }
    return errors;
  }

  private static List<FieldError> poolProblems(Unstructured pool) {
    List<FieldError> errors = new ArrayList<>();
    String name = pool.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required("spec.pool.name", ""));
    } else {
      if (name.length() > MAX_POOL_NAME) {
        errors.add(FieldError.tooLong("spec.pool.name", MAX_POOL_NAME));
      }
      for (String part : name.split("/", -1)) {
        errors.addAll(Rules.subdomain(part, "spec.pool.name"));
      }
    }
    long count = pool.number(0, "resourceSliceCount");
    if (count <= 0) {
      errors.add(
          FieldError.invalid("spec.pool.resourceSliceCount", count, "must be greater than zero"));
    }
    long generation = pool.number(0, "generation");
    if (generation < 0) {
      errors.add(
          FieldError.invalid(
              "spec.pool.generation", generation, "must be greater than or equal to zero"));
    }
    return errors;
  }

  private static List<FieldError> placeProblems(Unstructured spec) {
    List<FieldError> errors = new ArrayList<>();
    List<String> given =
        PLACES.stream()
            .filter(place -> spec.get(place) != null && !Boolean.FALSE.equals(spec.get(place)))
            .map(place -> "`" + place + "`")
            .toList();
    if (given.isEmpty()) {
      errors.add(FieldError.required("spec", ONE_PLACE));
    } else if (given.size() > 1) {
      errors.add(
          FieldError.invalid(
              "spec",
              "{" + String.join(", ", given) + "}",
              ONE_PLACE + ", but multiple fields are set"));
    }
    if (spec.get("nodeName") instanceof String node) {
      errors.addAll(
          node.isEmpty()
              ? List.of(
                  FieldError.invalid(
                      "spec.nodeName", node, "must be either unset or set to a non-empty string"))
              : Rules.subdomain(node, "spec.nodeName"));
    }
    for (String flag : List.of("allNodes", "perDeviceNodeSelection")) {
      if (Boolean.FALSE.equals(spec.get(flag))) {
        errors.add(
            FieldError.invalid("spec." + flag, false, "must be either unset or set to true"));
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    errors.addAll(Rules.sameText(object, previous, "spec.driver", "spec", "driver"));
    errors.addAll(Rules.sameText(object, previous, "spec.pool.name", "spec", "pool", "name"));
    errors.addAll(Rules.sameText(object, previous, "spec.nodeName", "spec", "nodeName"));
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    String driver = object.string("spec", "driver");
    return driver.equals(driver.toLowerCase(Locale.ROOT))
        ? List.of()
        : List.of(
            "spec.driver: driver names should be lowercase; \""
                + driver
                + "\" contains uppercase characters");
  }

  @Override
  public Map<String, String> selectableFields(Unstructured object) {
    return Map.of(
        "spec.driver",
        object.string("spec", "driver"),
        "spec.nodeName",
        object.string("spec", "nodeName"));
  }
}
