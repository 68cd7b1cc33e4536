package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which container of a pod is meant. */
final class PodContainer {
  private PodContainer() {}

  /**
   * @param asked the name asked for, "" for the only one
   * @throws StatusException BadRequest if there is none of that name, or several to choose from
   */
  static String choose(Unstructured pod, String asked) {
    if (!asked.isEmpty()) {
      boolean known =
          Stream.of("initContainers", "containers", "ephemeralContainers")
              .flatMap(list -> pod.items("spec", list).stream())
              .anyMatch(container -> container.string("name").equals(asked));
      if (!known) {
        throw StatusException.badRequest(
            "container " + asked + " is not valid for pod " + pod.name());
      }
      return asked;
    }
    List<Unstructured> containers = pod.items("spec", "containers");
    if (containers.size() == 1) {
      return containers.get(0).string("name");
    }
    String message = "a container name must be specified for pod " + pod.name();
    if (!containers.isEmpty()) {
      message += ", choose one of: [" + names(containers) + "]";
      List<Unstructured> first = pod.items("spec", "initContainers");
      if (!first.isEmpty()) {
        message += " or one of the init containers: [" + names(first) + "]";
      }
    }
    throw StatusException.badRequest(message);
  }

  private static String names(List<Unstructured> containers) {
    return containers.stream().map(c -> c.string("name")).collect(Collectors.joining(" "));
  }
}
