package io.binnacle.resources.core.internal.table;

import io.binnacle.api.object.Unstructured;
import java.util.List;
import java.util.TreeSet;

/** How a Node shows in a Table. */
public final class NodeCells {
  private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
  private static final String ROLE = "kubernetes.io/role";

  private NodeCells() {}

  public static Object status(Unstructured node) {
    String text = "Unknown";
    for (Unstructured condition : node.items("status", "conditions")) {
      if (condition.string("type").equals("Ready")) {
        text = condition.string("status").equals("True") ? "Ready" : "NotReady";
      }
    }
    return node.bool("spec", "unschedulable") ? text + ",SchedulingDisabled" : text;
  }

  public static Object roles(Unstructured node) {
    TreeSet<String> roles = new TreeSet<>();
    node.labels()
        .forEach(
            (key, value) -> {
              if (key.startsWith(ROLE_PREFIX) && key.length() > ROLE_PREFIX.length()) {
                roles.add(key.substring(ROLE_PREFIX.length()));
              } else if (key.equals(ROLE) && !value.isEmpty()) {
                roles.add(value);
              }
            });
    return roles.isEmpty() ? "<none>" : String.join(",", roles);
  }

  public static Object internalIp(Unstructured node) {
    return address(node, "InternalIP");
  }

  public static Object externalIp(Unstructured node) {
    return address(node, "ExternalIP");
  }

  private static String address(Unstructured node, String type) {
    List<Unstructured> addresses = node.items("status", "addresses");
    for (Unstructured address : addresses) {
      if (address.string("type").equals(type)) {
        return address.string("address");
      }
    }
    return "<none>";
  }
}
