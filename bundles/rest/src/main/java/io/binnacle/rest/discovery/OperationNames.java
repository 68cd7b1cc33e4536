package io.binnacle.rest.discovery;

import java.util.Locale;

/** The ids and tags by which generators of clients name methods and classes. */
final class OperationNames {
  private OperationNames() {}

  /**
   * Such as {@code listAppsV1NamespacedDeployment}.
   *
   * @param group "" for the core group
   * @param version "" for what is of all versions
   */
  static String id(String action, String group, String version, String rest) {
    return action + group(group) + title(version) + rest;
  }

  /** Such as {@code apps_v1}; a group's own paths have no version. */
  static String tag(String group, String version) {
    String name = group(group);
    String first = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return version.isEmpty() ? first : first + "_" + version;
  }

  private static String group(String group) {
    if (group.isEmpty()) {
      return "Core";
    }
    StringBuilder name = new StringBuilder();
    for (String label : group.replaceFirst("\\.k8s\\.io$", "").split("\\.")) {
      name.append(title(label));
    }
    return name.toString();
  }

  static String title(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
