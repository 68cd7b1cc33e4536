package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files of a volume that would take each other's place. */
final class PathWarnings {
  /**
   * A file of a volume.
   *
   * @param source where it is from, "" where there is but one source
   */
  private record Placed(String path, String source) {
    boolean overlaps(Placed other) {
      return !path.isEmpty()
          && !other.path.isEmpty()
          && ((path + "/").startsWith(other.path + "/")
              || (other.path + "/").startsWith(path + "/"));
    }

    @Override
    public String toString() {
      return "\"" + path + "\"" + (source.isEmpty() ? "" : " (" + source + ")");
    }
  }

  private PathWarnings() {}

  static List<String> of(List<Unstructured> volumes) {
    List<String> warnings = new ArrayList<>();
    for (Unstructured volume : volumes) {
      String name = volume.string("name");
      Map<String, String> kinds =
          Map.of(
              "configMap", "ConfigMap \"" + volume.string("configMap", "name") + "\"",
              "secret", "Secret \"" + volume.string("secret", "secretName") + "\"",
              "downwardAPI", "DownwardAPI");
      for (String kind : List.of("configMap", "secret", "downwardAPI")) {
        overlaps(warnings, name, kinds.getOrDefault(kind, kind), items(volume, "", kind));
      }
      if (volume.get("projected") != null) {
        projected(warnings, name, volume.items("projected", "sources"));
      }
    }
    return warnings;
  }

  private static void projected(List<String> warnings, String name, List<Unstructured> sources) {
    List<Placed> files = new ArrayList<>();
    for (Unstructured source : sources) {
      if (source.content().isEmpty()) {
        warnings.add("volume \"" + name + "\" (Projected) has no sources provided");
      } else if (source.get("configMap", "items") != null) {
        String from = "ConfigMap \"" + source.string("configMap", "name") + "\"";
        files.addAll(items(source, from, "configMap"));
      } else if (source.get("secret", "items") != null) {
        String from = "Secret \"" + source.string("secret", "name") + "\"";
        files.addAll(items(source, from, "secret"));
      } else if (source.get("downwardAPI", "items") != null) {
        files.addAll(items(source, "DownwardAPI", "downwardAPI"));
      } else if (source.get("serviceAccountToken") != null) {
        String path = source.string("serviceAccountToken", "path");
        files.add(new Placed(trimmed(path), "ServiceAccountToken"));
      }
    }
    overlaps(warnings, name, "Projected", files);
  }

  private static List<Placed> items(Unstructured at, String source, String kind) {
    List<Placed> files = new ArrayList<>();
    for (Unstructured item : at.items(kind, "items")) {
      files.add(new Placed(trimmed(item.string("path")), source));
    }
    return files;
  }

  private static String trimmed(String path) {
    return path.replaceAll("/+$", "");
  }

  private static void overlaps(
      List<String> warnings, String volume, String what, List<Placed> files) {
    for (int i = 0; i < files.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (files.get(i).overlaps(files.get(j))) {
          warnings.add(
              "volume \"%s\" (%s): overlapping paths: %s with %s"
                  .formatted(volume, what, files.get(i), files.get(j)));
        }
      }
    }
  }
}
