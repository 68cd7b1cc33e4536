package io.binnacle.plugins.state;

import io.binnacle.plugins.deploy.Deployment;
import io.binnacle.plugins.deploy.DeploymentState;
import io.binnacle.plugins.guard.GuardReport;
import io.binnacle.plugins.services.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The steps that a plugin takes until it is in use, and how far it has come. Made from what was
 * seen at one moment.
 *
 * @param steps the steps in order
 * @param state what they come to
 * @param reason the words of the first that it did not take, "" if it took all
 * @param types the resources that it serves
 */
record Steps(List<Step> steps, String state, String reason, List<String> types) {
  private static final long STUCK_MILLIS = 15_000;
  private static final int NAMED = 5;

  /** One step: whether it was taken, why, in one word and in many. */
  record Step(String type, boolean taken, String reason, String message) {}

  /**
   * What was seen.
   *
   * @param deployment what runs of a file, null for a bundle that somebody else installed
   * @param bundle the bundle, null if there is none
   * @param services its services
   * @param guard how calls have gone, null if none was made
   * @param unreadable for each of its types the stored objects that can't be read
   */
  record Seen(
      @Nullable Deployment deployment,
      @Nullable Bundle bundle,
      List<ServiceState> services,
      @Nullable GuardReport guard,
      Map<String, Map<String, String>> unreadable) {}

  static Steps of(Seen seen) {
    List<Step> steps =
        List.of(accepted(seen), started(seen), typesServed(seen), readable(seen), healthy(seen));
    Step missing = steps.stream().filter(step -> !step.taken()).findFirst().orElse(null);
    List<String> types =
        seen.services().stream()
            .filter(service -> service.served() && service.contract().equals("ResourceType"))
            .map(ServiceState::name)
            .sorted()
            .toList();
    return new Steps(steps, state(seen, steps), missing == null ? "" : missing.message(), types);
  }

  private static String state(Seen seen, List<Step> steps) {
    for (Step step : steps) {
      if (!step.taken()) {
        switch (step.reason()) {
          case "Unresolved", "NamesConflict", "Starting", "FileMissing" -> {
            return "Waiting";
          }
          case "Stopped" -> {
            return "Stopped";
          }
          // The former bundle goes on beside a file that is not let in.
          case "ObjectsUnreadable", "ThreadsLeft" -> {}
          default -> {
            if (!step.type().equals("Accepted") || seen.bundle() == null) {
              return "Failed";
            }
          }
        }
      }
    }
    return "Active";
  }

  private static Step accepted(Seen seen) {
    DeploymentState state = seen.deployment() == null ? null : seen.deployment().state();
    return state == null || state.refusal().isEmpty()
        ? new Step("Accepted", true, "Accepted", "")
        : new Step("Accepted", false, state.refusal(), state.refusalMessage());
  }

  private static Step started(Seen seen) {
    Deployment deployment = seen.deployment();
    if (deployment != null && deployment.busyMillis() > STUCK_MILLIS) {
      return new Step(
          "Started",
          false,
          "Stuck",
          "it has not come back from its start or stop for "
              + deployment.busyMillis() / 1000
              + " s");
    }
    DeploymentState state = deployment == null ? null : deployment.state();
    if (state != null && !state.failure().isEmpty()) {
      return new Step("Started", false, state.failure(), state.failureMessage());
    }
    Bundle bundle = seen.bundle();
    if (bundle == null || deployment != null && deployment.busyMillis() > 0) {
      return new Step("Started", false, "Starting", "it is being started");
    }
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> new Step("Started", true, "Started", "");
      case Bundle.INSTALLED ->
          new Step("Started", false, "Unresolved", "something that it imports is missing");
      case Bundle.STARTING ->
          new Step("Started", false, "Starting", "it is being started, or waits for its first use");
      default -> new Step("Started", false, "Stopped", "the bundle has been stopped");
    };
  }

  private static Step typesServed(Seen seen) {
    List<ServiceState> out = seen.services().stream().filter(service -> !service.served()).toList();
    if (out.isEmpty()) {
      return new Step("TypesServed", true, "Served", "");
    }
    boolean conflict = out.stream().anyMatch(ServiceState::conflict);
    boolean starting = out.stream().allMatch(service -> service.problem().isEmpty());
    String message =
        out.stream()
            .map(service -> starting ? service.name() : service.problem())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return new Step(
        "TypesServed",
        false,
        starting ? "Starting" : conflict ? "NamesConflict" : "ServiceFailed",
        message);
  }

  private static Step readable(Seen seen) {
    List<String> named = new ArrayList<>();
    int count = 0;
    for (Map<String, String> ofType : seen.unreadable().values()) {
      count += ofType.size();
      new TreeMap<>(ofType)
          .forEach(
              (key, why) -> {
                if (named.size() < NAMED) {
                  named.add(key + ": " + why);
                }
              });
    }
    return count == 0
        ? new Step("ObjectsReadable", true, "Readable", "")
        : new Step(
            "ObjectsReadable",
            false,
            "ObjectsUnreadable",
            count + " stored objects can't be read: " + String.join("; ", named));
  }

  private static Step healthy(Seen seen) {
    GuardReport guard = seen.guard();
    if (guard != null && !guard.off().isEmpty()) {
      return new Step(
          "Healthy",
          false,
          "SwitchedOff",
          "it is not called until it is restarted: " + guard.off());
    }
    String left = seen.deployment() == null ? "" : seen.deployment().state().left();
    if (!left.isEmpty()) {
      return new Step(
          "Healthy", false, "ThreadsLeft", "a former run has left threads behind: " + left);
    }
    return new Step(
        "Healthy",
        true,
        guard == null || guard.lastFailure().isEmpty() ? "NoFailures" : "CallsFailed",
        guard == null || guard.lastFailure().isEmpty()
            ? ""
            : guard.failures()
                + " calls failed and "
                + guard.overdue()
                + " overstepped, the last: "
                + guard.lastFailure());
  }
}
