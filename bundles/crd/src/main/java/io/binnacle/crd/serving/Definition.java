package io.binnacle.crd.serving;

import io.binnacle.api.object.Unstructured;
import io.binnacle.crd.structural.Structural;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CustomResourceDefinition says, with the names that have been accepted. Immutable.
 *
 * @param group the API group
 * @param plural the resource
 * @param names the accepted names
 * @param namespaced whether objects live in namespaces
 * @param versions all versions, in the order of the definition
 * @param conversion how objects go from one version to another
 */
public record Definition(
    String group,
    String plural,
    AcceptedNames names,
    boolean namespaced,
    List<Version> versions,
    Unstructured conversion) {

  /**
   * What the resource is called.
   *
   * @param singular in lower case
   * @param kind the kind
   * @param listKind the kind of its lists
   * @param shortNames for the command line
   * @param categories the groups of resources that it belongs to
   */
  public record AcceptedNames(
      String singular,
      String kind,
      String listKind,
      List<String> shortNames,
      List<String> categories) {
    static AcceptedNames of(Unstructured names) {
      return new AcceptedNames(
          names.string("singular"),
          names.string("kind"),
          names.string("listKind"),
          strings(names.list("shortNames")),
          strings(names.list("categories")));
    }
  }

  /**
   * One version.
   *
   * @param warning what its clients are warned of, "" for nothing
   * @param subresources as written
   * @param columns as written
   * @param selectable paths that field selectors may use, without a leading dot
   */
  public record Version(
      String name,
      boolean served,
      boolean stored,
      String warning,
      Structural schema,
      Unstructured subresources,
      List<Unstructured> columns,
      List<String> selectable) {}

  /**
   * @param tree a valid definition
   * @param accepted its accepted names
   */
  public static Definition of(Unstructured tree, Unstructured accepted) {
    String group = tree.string("spec", "group");
    List<Version> versions = new ArrayList<>();
    for (Unstructured version : tree.items("spec", "versions")) {
      versions.add(version(group, accepted.kind(), version));
    }
    return new Definition(
        group,
        tree.string("spec", "names", "plural"),
        AcceptedNames.of(accepted),
        tree.string("spec", "scope").equals("Namespaced"),
        List.copyOf(versions),
        new Unstructured(tree.map("spec", "conversion")));
  }

  private static Version version(String group, String kind, Unstructured version) {
    String name = version.string("name");
    String warning = "";
    if (version.bool("deprecated")) {
      warning = version.string("deprecationWarning");
      if (warning.isEmpty()) {
        warning = group + "/" + name + " " + kind + " is deprecated";
      }
    }
    Map<String, @Nullable Object> schema = version.map("schema", "openAPIV3Schema");
    return new Version(
        name,
        version.bool("served"),
        version.bool("storage"),
        warning,
        Structural.of(schema),
        new Unstructured(version.map("subresources")),
        version.items("additionalPrinterColumns"),
        version.items("selectableFields").stream()
            .map(field -> withoutDot(field.string("jsonPath")))
            .toList());
  }

  private static String withoutDot(String path) {
    return path.startsWith(".") ? path.substring(1) : path;
  }

  private static List<String> strings(List<@Nullable Object> list) {
    return list.stream().map(String::valueOf).toList();
  }

  /** The version that is stored. */
  public Version stored() {
    return versions.stream()
        .filter(Version::stored)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no version is stored"));
  }
}
