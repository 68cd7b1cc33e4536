package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSINodes: the drivers that a node has. A driver may go and come back otherwise, not change. */
final class CsiNodeStrategy implements Strategy {
  private static final String DRIVERS = "spec.drivers";
  private static final int MAX_NODE_ID = 256;

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> drivers = object.items("spec", "drivers");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < drivers.size(); i++) {
      String path = DRIVERS + "[" + i + "]";
      errors.addAll(driverProblems(drivers.get(i), path));
      if (!names.add(drivers.get(i).string("name"))) {
        errors.add(FieldError.duplicate(path + ".name", drivers.get(i).string("name")));
      }
    }
    return errors;
  }

  private static List<FieldError> driverProblems(Unstructured driver, String path) {
    List<FieldError> errors = new ArrayList<>(Rules.driver(driver.string("name"), path + ".name"));
    String node = driver.string("nodeID");
    if (node.isEmpty()) {
      errors.add(FieldError.required(path + ".nodeID", ""));
    } else if (node.length() > MAX_NODE_ID) {
      errors.add(
          FieldError.invalid(
              path + ".nodeID", node, "must be " + MAX_NODE_ID + " characters or less"));
    }
    if (driver.get("allocatable", "count") instanceof Number count && count.longValue() < 0) {
      errors.add(
          FieldError.invalid(
              path + ".allocatable.count", count, "must be greater than or equal to 0"));
    }
    Set<String> keys = new HashSet<>();
    for (Object item : driver.list("topologyKeys")) {
      String key = String.valueOf(item);
      if (key.isEmpty()) {
        errors.add(FieldError.required(path, ""));
      }
      errors.addAll(Rules.qualifiedName(key, path));
      if (!keys.add(key)) {
        errors.add(FieldError.duplicate(path, key));
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    Map<String, Unstructured> before = new HashMap<>();
    previous.items("spec", "drivers").forEach(driver -> before.put(driver.string("name"), driver));
    for (Unstructured driver : object.items("spec", "drivers")) {
      Unstructured old = before.get(driver.string("name"));
      if (old != null && !isSame(driver, old)) {
        errors.add(FieldError.invalid(DRIVERS, quoted(driver), Rules.IMMUTABLE));
      }
    }
    return errors;
  }

  /** A driver as kube-apiserver quotes it. */
  private static Map<String, @Nullable Object> quoted(Unstructured driver) {
    Map<String, @Nullable Object> quoted = new LinkedHashMap<>();
    quoted.put("Name", driver.string("name"));
    quoted.put("NodeID", driver.string("nodeID"));
    quoted.put("TopologyKeys", driver.get("topologyKeys"));
    quoted.put("Allocatable", null);
    return quoted;
  }

  /** How many volumes a node can have may change, the rest not. */
  private static boolean isSame(Unstructured driver, Unstructured old) {
    Unstructured now = driver.deepCopy();
    Unstructured then = old.deepCopy();
    now.remove("allocatable");
    then.remove("allocatable");
    return now.equals(then);
  }
}
