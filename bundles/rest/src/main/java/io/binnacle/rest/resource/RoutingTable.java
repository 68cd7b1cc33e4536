package io.binnacle.rest.resource;

import io.binnacle.api.type.ConfinedType;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which path belongs to which resource. Immutable; a change makes a new one. */
public final class RoutingTable {
  /** Serves nothing. */
  public static final RoutingTable EMPTY = new RoutingTable(List.of());

  private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

  /** A group with its versions, preferred first. */
  public record Group(String name, List<String> versions, int priority) {}

  private final List<Group> groups;
  private final Map<String, Map<String, Map<String, ServedResource>>> resources = new HashMap<>();

  private final List<String> builtInVersions;

  /** Of two of the same group, version and plural the later one is asked. */
  public RoutingTable(Collection<ServedResource> all) {
    for (ServedResource served : all) {
      resources
          .computeIfAbsent(served.resource().group(), group -> new HashMap<>())
          .computeIfAbsent(served.version().name(), name -> new TreeMap<>())
          .put(served.resource().resource(), served);
    }
    this.groups = order();
    this.builtInVersions =
        all.stream()
            .filter(served -> isBuiltIn(served.type()) && served.type().review().isEmpty())
            .map(served -> served.kind().apiVersion())
            .distinct()
            .sorted(Comparator.comparing(version -> version.contains("/") ? version : ""))
            .toList();
  }

  private static boolean isBuiltIn(ResourceType type) {
    return !type.isCustom() && !(type instanceof ConfinedType);
  }

  private List<Group> order() {
    List<Group> result = new ArrayList<>();
    resources.forEach(
        (name, versions) -> {
          int priority =
              versions.values().stream()
                  .flatMap(map -> map.values().stream())
                  .mapToInt(served -> served.type().groupPriority())
                  .max()
                  .orElse(0);
          List<String> ordered =
              versions.keySet().stream().sorted(RoutingTable::byStability).toList();
          result.add(new Group(name, ordered, priority));
        });
    result.sort(Comparator.comparingInt(Group::priority).reversed().thenComparing(Group::name));
    return List.copyOf(result);
  }

  /** Stable before beta before alpha, higher before lower, as Kubernetes orders versions. */
  static int byStability(String a, String b) {
    Matcher left = VERSION.matcher(a);
    Matcher right = VERSION.matcher(b);
    if (!left.matches() || !right.matches()) {
      return left.matches() ? -1 : right.matches() ? 1 : a.compareTo(b);
    }
    int byStage = Integer.compare(stage(left), stage(right));
    if (byStage != 0) {
      return byStage;
    }
    int byMajor = Long.compare(number(right.group(1)), number(left.group(1)));
    return byMajor != 0 ? byMajor : Long.compare(number(right.group(3)), number(left.group(3)));
  }

  private static int stage(Matcher version) {
    return version.group(2) == null ? 0 : version.group(2).equals("beta") ? 1 : 2;
  }

  private static long number(@Nullable String digits) {
    return digits == null || digits.length() > 18 ? 0 : Long.parseLong(digits);
  }

  /** All groups in discovery's order; the core group, if served, is among them. */
  public List<Group> groups() {
    return groups;
  }

  public @Nullable Group group(String name) {
    for (Group group : groups) {
      if (group.name().equals(name)) {
        return group;
      }
    }
    return null;
  }

  /** The resources of a group version by plural, empty where it is not served. */
  public Map<String, ServedResource> resources(String group, String version) {
    return resources.getOrDefault(group, Map.of()).getOrDefault(version, Map.of());
  }

  /** Whether all resources of a group are custom ones; no group is custom that is not there. */
  public boolean isCustom(String group) {
    Map<String, Map<String, ServedResource>> versions = resources.get(group);
    return versions != null
        && versions.values().stream()
            .flatMap(byPlural -> byPlural.values().stream())
            .allMatch(served -> served.type().isCustom());
  }

  /**
   * The group versions of what is kept, was not defined by a CustomResourceDefinition and no plugin
   * brought, sorted by name.
   */
  public List<String> builtInVersions() {
    return builtInVersions;
  }

  /** Whether some resource of the group version has that kind. */
  public boolean hasKind(String group, String version, String kind) {
    return resources(group, version).values().stream().anyMatch(r -> r.type().kind().equals(kind));
  }
}
