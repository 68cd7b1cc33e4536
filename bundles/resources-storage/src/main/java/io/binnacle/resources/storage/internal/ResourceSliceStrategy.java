package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ResourceSlices: devices of a driver, on a node or reachable from several. */
final class ResourceSliceStrategy implements Strategy {
  private static final int MAX_DEVICES = 128;
  private static final int MAX_DEVICES_WITH_MORE = 64;
  private static final int MAX_COUNTER_SETS = 8;
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
    errors.addAll(PlaceRules.slice(new Unstructured(object.map("spec"))));
    if (object.get("spec", "sharedCounters") != null && object.get("spec", "devices") != null) {
      errors.add(
          FieldError.invalid("spec", "", "only one of `sharedCounters` or `devices` is allowed"));
    }
    List<Unstructured> devices = object.items("spec", "devices");
    boolean placed = object.bool("spec", "perDeviceNodeSelection");
    errors.addAll(
        Items.distinct(
            devices,
            devices.stream().anyMatch(ResourceSliceStrategy::hasMore)
                ? MAX_DEVICES_WITH_MORE
                : MAX_DEVICES,
            "spec.devices",
            (device, path) -> DeviceRules.problems(device, placed, path),
            device -> device.string("name")));
    errors.addAll(
        Items.distinct(
            object.items("spec", "sharedCounters"),
            MAX_COUNTER_SETS,
            "spec.sharedCounters",
            (set, path) -> DeviceRules.counters(set, "name", path),
            set -> set.string("name")));
    return errors;
  }

  /** Whether a device makes more work, so that fewer may be in a slice. */
  private static boolean hasMore(Unstructured device) {
    return !device.items("taints").isEmpty() || !device.items("consumesCounters").isEmpty();
  }

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    object.items("spec", "devices").forEach(ResourceSliceStrategy::dropWhatIsOff);
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    object.items("spec", "devices").forEach(ResourceSliceStrategy::dropWhatIsOff);
  }

  private static void dropWhatIsOff(Unstructured device) {
    AttributeRules.dropLists(device);
    device.remove("nodeAllocatableResourceMappings");
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
