package io.binnacle.resources.core.internal.table;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.Age;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a pod shows in a Table: what {@code kubectl get pods} prints. */
public final class PodCells {
  private final InstantSource clock;

  public PodCells(InstantSource clock) {
    this.clock = clock;
  }

  /** Ready containers of all, sidecars counted. */
  public Object ready(Unstructured pod) {
    Set<String> sidecars = sidecars(pod);
    long total = pod.list("spec", "containers").size() + sidecars.size();
    long ready =
        pod.items("status", "containerStatuses").stream()
                .filter(s -> s.bool("ready") && s.get("state", "running") != null)
                .count()
            + pod.items("status", "initContainerStatuses").stream()
                .filter(s -> sidecars.contains(s.string("name")) && isStarted(s) && s.bool("ready"))
                .count();
    return ready + "/" + total;
  }

  /** The phase, or what keeps it from being what it should. */
  public Object status(Unstructured pod) {
    String reason = pod.string("status", "reason");
    String text = reason.isEmpty() ? pod.string("status", "phase") : reason;
    for (Unstructured condition : pod.items("status", "conditions")) {
      if (condition.string("type").equals("PodScheduled")
          && condition.string("reason").equals("SchedulingGated")) {
        text = "SchedulingGated";
      }
    }
    String initializing = initializing(pod);
    text = initializing.isEmpty() ? containers(pod, text) : initializing;
    if (pod.isBeingDeleted()) {
      boolean over = Set.of("Succeeded", "Failed").contains(pod.string("status", "phase"));
      return reason.equals("NodeLost") ? "Unknown" : over ? text : "Terminating";
    }
    return text;
  }

  private static Set<String> sidecars(Unstructured pod) {
    Set<String> names = new HashSet<>();
    for (Unstructured container : pod.items("spec", "initContainers")) {
      if (container.string("restartPolicy").equals("Always")) {
        names.add(container.string("name"));
      }
    }
    return names;
  }

  private static boolean isStarted(Unstructured status) {
    return status.bool("started");
  }

  /** What the first init container that is not done says, "" if all are. */
  private static String initializing(Unstructured pod) {
    Set<String> sidecars = sidecars(pod);
    List<Unstructured> statuses = pod.items("status", "initContainerStatuses");
    for (int i = 0; i < statuses.size(); i++) {
      Unstructured status = statuses.get(i);
      boolean ended = status.get("state", "terminated") != null;
      if (ended && status.number(-1, "state", "terminated", "exitCode") == 0) {
        continue;
      }
      if (sidecars.contains(status.string("name")) && isStarted(status)) {
        continue;
      }
      if (ended) {
        return "Init:" + ending(new Unstructured(status.map("state", "terminated")));
      }
      String waiting = status.string("state", "waiting", "reason");
      return waiting.isEmpty() || waiting.equals("PodInitializing")
          ? "Init:" + i + "/" + pod.list("spec", "initContainers").size()
          : "Init:" + waiting;
    }
    return "";
  }

  private static String ending(Unstructured terminated) {
    String reason = terminated.string("reason");
    long signal = terminated.number(0, "signal");
    return !reason.isEmpty()
        ? reason
        : signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.number(0, "exitCode");
  }

  private static String containers(Unstructured pod, String otherwise) {
    String text = otherwise;
    boolean running = false;
    List<Unstructured> statuses = pod.items("status", "containerStatuses");
    for (int i = statuses.size() - 1; i >= 0; i--) {
      Unstructured status = statuses.get(i);
      String waiting = status.string("state", "waiting", "reason");
      if (!waiting.isEmpty()) {
        text = waiting;
      } else if (status.get("state", "terminated") != null) {
        text = ending(new Unstructured(status.map("state", "terminated")));
      } else if (status.bool("ready") && status.get("state", "running") != null) {
        running = true;
      }
    }
    if (text.equals("Completed") && running) {
      boolean ready =
          pod.items("status", "conditions").stream()
              .anyMatch(c -> c.string("type").equals("Ready") && c.string("status").equals("True"));
      return ready ? "Running" : "NotReady";
    }
    return text;
  }

  /** How often, and how long ago last. */
  public Object restarts(Unstructured pod) {
    Set<String> sidecars = sidecars(pod);
    boolean initializing = !initializing(pod).isEmpty();
    long count = 0;
    Instant last = Instant.MIN;
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      boolean init = list.startsWith("init");
      for (Unstructured status : pod.items("status", list)) {
        boolean counts =
            init ? initializing || sidecars.contains(status.string("name")) : !initializing;
        String ended = status.string("lastState", "terminated", "finishedAt");
        if (counts) {
          count += status.number(0, "restartCount");
          if (!ended.isEmpty() && Instant.parse(ended).isAfter(last)) {
            last = Instant.parse(ended);
          }
        }
      }
    }
    return count == 0 || last.equals(Instant.MIN)
        ? Long.toString(count)
        : count + " (" + Age.of(last.toString(), clock.instant()) + " ago)";
  }

  /** Readiness gates that are open, of all; {@code <none>} without any. */
  public Object readinessGates(Unstructured pod) {
    List<Unstructured> gates = pod.items("spec", "readinessGates");
    if (gates.isEmpty()) {
      return "<none>";
    }
    long open =
        gates.stream()
            .filter(
                gate ->
                    pod.items("status", "conditions").stream()
                        .anyMatch(
                            c ->
                                c.string("type").equals(gate.string("conditionType"))
                                    && c.string("status").equals("True")))
            .count();
    return open + "/" + gates.size();
  }
}
