package io.binnacle.auth.rbac;

/**
 * Names a role.
 *
 * @param namespace "" for a ClusterRole
 * @param name the name
 */
record RoleKey(String namespace, String name) {
  /** What a message says of a role that is not there. */
  String notFound() {
    return (namespace.isEmpty() ? "clusterrole" : "role")
        + ".rbac.authorization.k8s.io \""
        + name
        + "\" not found";
  }
}
