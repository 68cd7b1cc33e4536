package io.binnacle.schema.table;

import java.util.Map;

/** How the API's group versions are spelled in the names of OpenAPI components. */
final class ComponentNames {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "core", "io.k8s.api.core.",
          "meta.k8s.io", "io.k8s.apimachinery.pkg.apis.meta.",
          "internal.apiserver.k8s.io", "io.k8s.api.apiserverinternal.",
          "apiextensions.k8s.io", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.",
          "apiregistration.k8s.io", "io.k8s.kube-aggregator.pkg.apis.apiregistration.");

  private ComponentNames() {}

  /**
   * The part before the type's own name, such as {@code io.k8s.api.apps.v1.}.
   *
   * @param group "" or {@code core} for the core group
   */
  static String prefix(String group, String version) {
    String name = group.isEmpty() ? "core" : group;
    String known = PREFIXES.get(name);
    if (known != null) {
      return known + version + ".";
    }
    int dot = name.indexOf('.');
    return "io.k8s.api." + (dot < 0 ? name : name.substring(0, dot)) + "." + version + ".";
  }
}
