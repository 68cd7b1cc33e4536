package io.binnacle.itests.facts;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Resources as discovery lists them, in order, and the columns of their Tables. */
final class DiscoveryFacts {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

  /** What kube-apiserver does not have. */
  private static final String OWN_GROUP = "binnacle.io";

  private DiscoveryFacts() {}

  private static Map<String, String> keyed(String file, int key) {
    Map<String, String> result = new LinkedHashMap<>();
    for (List<String> row : Facts.rows(file)) {
      result.put(String.join("\t", row.subList(0, key)), String.join("\t", row));
    }
    return result;
  }

  static Comparison resources(Peer peer) throws IOException, InterruptedException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String root : List.of("/api", "/apis")) {
      for (Map<String, Object> item : Peer.list(peer.get(root, AGGREGATED), "items")) {
        String group = Peer.text(item, "metadata", "name");
        if (group.equals(OWN_GROUP)) {
          continue;
        }
        for (Map<String, Object> version : Peer.list(item, "versions")) {
          new Version(peer, group, Peer.text(version, "version"), found).add(version);
        }
      }
    }
    Map<String, String> wanted = keyed("resources.tsv", 3);
    return new Comparison("resources", inOrder(wanted), inOrder(found));
  }

  /** The order of groups counts as a row. */
  private static Map<String, String> inOrder(Map<String, String> rows) {
    Map<String, String> result = new LinkedHashMap<>(rows);
    result.put(
        "order of groups",
        rows.keySet().stream()
            .map(key -> key.substring(0, key.indexOf('\t')))
            .distinct()
            .collect(Collectors.joining(",")));
    return result;
  }

  private static final class Version {
    private final String group;
    private final String version;
    private final Map<String, String> found;
    private final Map<String, String> hashes;

    Version(Peer peer, String group, String version, Map<String, String> found)
        throws IOException, InterruptedException {
      this.group = group;
      this.version = version;
      this.found = found;
      String path = (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version;
      this.hashes =
          Peer.list(peer.get(path, "application/json"), "resources").stream()
              .collect(
                  Collectors.toMap(
                      each -> Peer.text(each, "name"),
                      each -> Peer.text(each, "storageVersionHash")));
    }

    void add(Map<String, Object> tree) {
      for (Map<String, Object> resource : Peer.list(tree, "resources")) {
        String name = Peer.text(resource, "resource");
        String scope = Peer.text(resource, "scope").toLowerCase(java.util.Locale.ROOT);
        put(
            name,
            resource,
            scope,
            Peer.joined(resource, "shortNames"),
            Peer.joined(resource, "categories"),
            Peer.text(resource, "singularResource"));
        for (Map<String, Object> part : Peer.list(resource, "subresources")) {
          put(name + "/" + Peer.text(part, "subresource"), part, scope, "", "", "");
        }
      }
    }

    private void put(
        String name,
        Map<String, Object> entry,
        String scope,
        String shortNames,
        String categories,
        String singular) {
      String kindVersion = Peer.text(entry, "responseKind", "version");
      String kindGroup = Peer.text(entry, "responseKind", "group");
      String own = group.isEmpty() ? "core" : group;
      String accepted =
          Peer.list(entry, "acceptedTypes").stream()
              .map(
                  type ->
                      String.join(
                          "/",
                          Peer.text(type, "group"),
                          Peer.text(type, "version"),
                          Peer.text(type, "kind")))
              .collect(Collectors.joining(","));
      found.put(
          String.join("\t", own, version, name),
          String.join(
              "\t",
              own,
              version,
              name,
              Peer.text(entry, "responseKind", "kind"),
              kindGroup.isEmpty() ? (kindVersion.isEmpty() ? own : "core") : kindGroup,
              kindVersion.isEmpty() ? version : kindVersion,
              scope,
              Peer.joined(entry, "verbs"),
              shortNames,
              categories,
              singular,
              hashes.getOrDefault(name, ""),
              accepted));
    }
  }

  static Comparison columns(Peer peer) throws IOException, InterruptedException {
    Map<String, String> found = new LinkedHashMap<>();
    for (List<String> row : Facts.rows("resources.tsv")) {
      if (!List.of(row.get(7).split(",")).contains("list")) {
        continue;
      }
      String group = row.get(0);
      String path = group.equals("core") ? "/api/" : "/apis/" + group + "/";
      Map<String, Object> table = peer.get(path + row.get(1) + "/" + row.get(2), TABLE);
      List<Map<String, Object>> columns = Peer.list(table, "columnDefinitions");
      for (int i = 0; i < columns.size(); i++) {
        String key = String.join("\t", group, row.get(1), row.get(2), Integer.toString(i));
        found.put(
            key,
            String.join(
                    "\t",
                    key,
                    Peer.text(columns.get(i), "name"),
                    Peer.text(columns.get(i), "type"),
                    Peer.text(columns.get(i), "format"),
                    Peer.text(columns.get(i), "priority"))
                + (Peer.text(columns.get(i), "description").isEmpty() ? ", not described" : ""));
      }
    }
    return new Comparison("columns", keyed("columns.tsv", 4), found);
  }
}
