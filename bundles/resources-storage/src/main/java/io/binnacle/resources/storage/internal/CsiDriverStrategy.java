package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSIDrivers: what a driver can do and wants to be told. */
final class CsiDriverStrategy implements Strategy {
  private static final long MIN_SECONDS = 600;
  private static final long MAX_SECONDS = 1L << 32;
  private static final long MIN_UPDATE_PERIOD = 10;
  private static final String IN_SECRETS = "serviceAccountTokenInSecrets";

  /** New objects have no generation; the first change begins to count. */
  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    object.setDefault(true, "spec", "attachRequired");
    object.setDefault(false, "spec", "podInfoOnMount");
    object.setDefault(false, "spec", "storageCapacity");
    object.setDefault("ReadWriteOnceWithFSType", "spec", "fsGroupPolicy");
    if (object.list("spec", "volumeLifecycleModes").isEmpty()) {
      List<@Nullable Object> modes = new ArrayList<>(List.of("Persistent"));
      object.set(modes, "spec", "volumeLifecycleModes");
    }
    object.setDefault(false, "spec", "requiresRepublish");
    object.setDefault(false, "spec", "seLinuxMount");
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    if (!Objects.equals(object.get("spec"), previous.get("spec"))) {
      object.set(previous.number(0, "metadata", "generation") + 1, "metadata", "generation");
    }
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    if (!object.name().isEmpty()) {
      errors.addAll(Rules.driver(object.name(), "name"));
    }
    errors.addAll(
        Rules.oneOf(
            object.string("spec", "fsGroupPolicy"),
            "spec.fsGroupPolicy",
            "File",
            "None",
            "ReadWriteOnceWithFSType"));
    errors.addAll(tokenProblems(object.items("spec", "tokenRequests")));
    List<?> modes = object.list("spec", "volumeLifecycleModes");
    for (Object mode : modes) {
      errors.addAll(
          Rules.oneOf(
              String.valueOf(mode), "spec.volumeLifecycleModes", "Persistent", "Ephemeral"));
    }
    if (object.get("spec", IN_SECRETS) instanceof Boolean secret
        && object.list("spec", "tokenRequests").isEmpty()) {
      errors.add(
          FieldError.invalid(
              "spec." + IN_SECRETS,
              secret,
              IN_SECRETS + " is set but no tokenRequests are specified"));
    }
    if (object.get("spec", "nodeAllocatableUpdatePeriodSeconds") instanceof Number period
        && period.longValue() < MIN_UPDATE_PERIOD) {
      errors.add(
          FieldError.invalid(
              "spec.nodeAllocatableUpdatePeriodSeconds",
              period,
              "must be greater than or equal to 10 seconds"));
    }
    return errors;
  }

  @Override
  public List<String> warnings(RequestContext context, Unstructured object) {
    return object.list("spec", "tokenRequests").isEmpty() || object.get("spec", IN_SECRETS) != null
        ? List.of()
        : List.of(
            "spec."
                + IN_SECRETS
                + " is unset; if supported by this CSI driver, set to true to prevent possible"
                + " logging of tokens in volume attributes");
  }

  private static List<FieldError> tokenProblems(List<Unstructured> requests) {
    List<FieldError> errors = new ArrayList<>();
    Set<String> audiences = new HashSet<>();
    for (int i = 0; i < requests.size(); i++) {
      String path = "spec.tokenRequests[" + i + "]";
      String audience = requests.get(i).string("audience");
      if (!audiences.add(audience)) {
        errors.add(FieldError.duplicate(path + ".audience", audience));
      }
      if (requests.get(i).get("expirationSeconds") instanceof Number seconds) {
        String at = path + ".expirationSeconds";
        if (seconds.longValue() < MIN_SECONDS) {
          errors.add(
              FieldError.invalid(at, seconds, "may not specify a duration less than 10 minutes"));
        }
        if (seconds.longValue() > MAX_SECONDS) {
          errors.add(
              FieldError.invalid(
                  at, seconds, "may not specify a duration larger than 2^32 seconds"));
        }
      }
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    for (String field : List.of("attachRequired", "volumeLifecycleModes")) {
      errors.addAll(Rules.sameText(object, previous, "spec." + field, "spec", field));
    }
    return errors;
  }
}
