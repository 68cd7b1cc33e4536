package io.binnacle.schema.table;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.Verb;
import io.binnacle.schema.table.TableRows.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A row of {@code resources.tsv}; see {@link ResourceTables}.
 *
 * @param row where it stands
 * @param group "" for the core group
 */
record ResourceRow(
    Row row,
    String group,
    String version,
    String name,
    String kind,
    boolean namespaced,
    Set<Verb> verbs,
    List<String> shortNames,
    List<String> categories,
    String singular,
    List<String> subresources,
    String storagePrefix,
    String schema,
    List<String> selectableFields,
    int groupPriority,
    String deprecation) {

  static ResourceRow of(Row row) {
    String group = row.cell(0).equals("core") ? "" : row.cell(0);
    for (int needed = 0; needed < 4; needed++) {
      if (row.cell(needed).isEmpty()) {
        throw row.wrong("group, version, resource and kind are needed");
      }
    }
    String namespaced = row.cell(4);
    if (!namespaced.equals("true") && !namespaced.equals("false")) {
      throw row.wrong("namespaced is '" + namespaced + "', not true or false");
    }
    String prefix = row.cell(10);
    if (!prefix.isEmpty() && !(prefix.startsWith("/") && prefix.endsWith("/"))) {
      throw row.wrong("a storage prefix starts and ends with a slash");
    }
    String kind = row.cell(3);
    return new ResourceRow(
        row,
        group,
        row.cell(1),
        row.cell(2),
        kind,
        namespaced.equals("true"),
        row.list(5).isEmpty() ? Set.of(Verb.values()) : verbs(row, row.list(5)),
        row.list(6),
        row.list(7),
        row.cell(8).isEmpty() ? kind.toLowerCase(Locale.ROOT) : row.cell(8),
        row.list(9),
        prefix,
        row.cell(11),
        row.list(12),
        row.number(13, 1000),
        row.cell(14));
  }

  static Set<Verb> verbs(Row row, List<String> names) {
    Set<Verb> result = EnumSet.noneOf(Verb.class);
    for (String name : names) {
      try {
        result.add(Verb.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw row.wrong("'" + name + "' is no verb");
      }
    }
    return result;
  }

  GroupResource resource() {
    return new GroupResource(group, name);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The names of type tables that the row may need. */
  Stream<String> tableNames() {
    Stream<String> actions =
        subresources.stream()
            .filter(text -> text.contains("/"))
            .map(text -> text.substring(text.indexOf('=') + 1, text.lastIndexOf('/')))
            .map(text -> text.replaceFirst("\\+.*", ""))
            .map(text -> text.contains("/") ? text.replace('/', '_') : "core_" + text);
    return Stream.concat(Stream.of((group.isEmpty() ? "core" : group) + "_" + version), actions);
  }
}
