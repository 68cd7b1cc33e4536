package io.binnacle.resources.core.internal;

/** The settings of the bundle, configured under the pid {@link #PID}. */
public @interface CoreSettings {
  String PID = "io.binnacle.resources.core";

  /** The network that Services get their addresses from, or one of each family. */
  String serviceClusterIpRange() default "10.0.0.0/24";

  /** The ports that Services may open on nodes. */
  String serviceNodePortRange() default "30000-32767";

  /** How long events are kept after their last change, in seconds; 0 for ever. */
  long eventTtlSeconds() default 3600;

  /** The address at which members of the cluster reach this server; "" to find one. */
  String advertiseAddress() default "";

  /** The port that this server is reached at; 0 if it is not known beforehand. */
  int securePort() default 6443;

  /** Whether pods may have privileged containers. */
  boolean allowPrivileged() default false;

  /** Which of a node's addresses its kubelet is reached at, best first. */
  String[] kubeletPreferredAddressTypes() default {
    "Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP"
  };
}
