package io.binnacle.controllers.internal;

import java.util.List;
import java.util.Set;

/**
 * Which controllers run, in kube-controller-manager's syntax: {@code *} all, {@code NAME} that one,
 * {@code -NAME} that one not, {@code -*} none. The first item that names a controller decides for
 * it. A name may be the long one, such as {@code namespace-controller}, or the short one of earlier
 * releases, {@code namespace}.
 *
 * @param items the items in the order given
 */
record ControllerSelection(List<String> items) {
  private static final String SUFFIX = "-controller";

  ControllerSelection {
    items = List.copyOf(items);
  }

  /**
   * Checks the items against the names that there are.
   *
   * @param text items separated by commas
   * @throws IllegalArgumentException naming the first item that is no controller
   */
  static ControllerSelection parse(String text, Set<String> known) {
    List<String> items =
        List.of(text.split(",", -1)).stream()
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
    for (String item : items) {
      String name = item.startsWith("-") ? item.substring(1) : item;
      if (!name.equals("*") && known.stream().noneMatch(k -> isNamed(name, k))) {
        throw new IllegalArgumentException(
            "\""
                + name
                + "\" is not in the list of known controllers: "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
    return new ControllerSelection(items);
  }

  boolean includes(String controller) {
    for (String item : items) {
      if (isNamed(item, controller)) {
        return true;
      }
      if (item.startsWith("-") && isNamed(item.substring(1), controller)) {
        return false;
      }
    }
    return items.contains("*");
  }

  private static boolean isNamed(String item, String controller) {
    return shortName(item).equals(shortName(controller));
  }

  private static String shortName(String name) {
    String text = name.replace("certificate", "cert");
    return text.endsWith(SUFFIX) ? text.substring(0, text.length() - SUFFIX.length()) : text;
  }
}
