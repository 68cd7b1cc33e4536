package io.binnacle.resources.core.internal.podsecurity;

import org.jspecify.annotations.Nullable;

/** One rule of the Pod Security Standards. */
@FunctionalInterface
interface Check {
  /** How the pod breaks it, null if it does not. */
  @Nullable Violation of(PodParts pod);

  /** The same rule, which does not concern pods for Windows. */
  default Check butWindows() {
    return pod -> pod.isWindows() ? null : of(pod);
  }

  /** The same rule, which does not concern pods with a user namespace of their own (KEP-127). */
  default Check butUserNamespaces() {
    return pod -> pod.hasUserNamespace() ? null : of(pod);
  }
}
