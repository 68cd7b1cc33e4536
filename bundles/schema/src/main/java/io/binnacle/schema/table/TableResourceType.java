package io.binnacle.schema.table;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.api.type.Verb;
import io.binnacle.schema.table.ResourceTables.Conversion;
import io.binnacle.schema.table.ResourceTables.StoredAs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A resource type put together from table rows and Java parts. Immutable. */
record TableResourceType(
    GroupResource resource,
    String kind,
    String singular,
    List<String> shortNames,
    List<String> categories,
    boolean isNamespaced,
    List<TypeVersion> versions,
    Set<Verb> verbs,
    Strategy strategy,
    List<Subresource> subresources,
    String storagePrefix,
    Set<String> selectableFields,
    int groupPriority,
    Optional<Review> review,
    Optional<StoredKind> storedKind,
    Map<String, String> deprecations)
    implements ResourceType {

  /**
   * @param rows the rows of one resource, the stored version first
   */
  static TableResourceType of(List<ResourceRow> rows, Parts parts) {
    ResourceRow first = rows.get(0);
    GroupResource resource = first.resource();
    Set<String> selectable = Set.copyOf(new LinkedHashSet<>(first.selectableFields()));
    List<TypeVersion> versions = new ArrayList<>();
    for (ResourceRow row : rows) {
      versions.add(version(row, first, parts));
    }
    String prefix =
        first.storagePrefix().isEmpty()
            ? "/registry/"
                + (first.group().isEmpty() ? "" : first.group() + "/")
                + first.name()
                + "/"
            : first.storagePrefix();
    return new TableResourceType(
        resource,
        first.kind(),
        first.singular(),
        first.shortNames(),
        first.categories(),
        first.namespaced(),
        List.copyOf(versions),
        Set.copyOf(first.verbs()),
        parts.strategy(resource, selectable),
        first.subresources().stream().map(text -> subresource(text, first, parts)).toList(),
        prefix,
        selectable,
        first.groupPriority(),
        Optional.ofNullable(parts.review(resource)),
        storedKind(first, parts),
        rows.stream().collect(Collectors.toMap(ResourceRow::version, ResourceRow::deprecation)));
  }

  @Override
  public String deprecation(String version) {
    return deprecations.getOrDefault(version, "");
  }

  private static Optional<StoredKind> storedKind(ResourceRow row, Parts parts) {
    StoredAs stored = parts.storedAs(row.resource());
    if (stored == null) {
      return Optional.empty();
    }
    GroupVersionKind kind = stored.kind();
    try {
      StructType schema = parts.types().struct(kind.group(), kind.version(), kind.kind());
      return Optional.of(new StoredKind(kind, schema, stored.toStored(), stored.fromStored()));
    } catch (IllegalArgumentException e) {
      throw row.row().wrong(e.getMessage());
    }
  }

  private static TypeVersion version(ResourceRow row, ResourceRow stored, Parts parts) {
    StructType schema;
    try {
      schema =
          row.schema().isEmpty()
              ? parts.types().struct(row.group(), row.version(), row.kind())
              : parts.types().struct(row.schema());
    } catch (IllegalArgumentException e) {
      throw row.row().wrong(e.getMessage());
    }
    var columns = parts.columns().of(row.group(), row.version(), row.name());
    Conversion conversion = parts.conversion(row.resource(), row.version());
    if (conversion != null) {
      return new TypeVersion(
          row.version(), schema, columns, conversion.toStorage(), conversion.fromStorage());
    }
    return row == stored
        ? TypeVersion.stored(row.version(), schema, columns)
        : new TypeVersion(
            row.version(),
            schema,
            columns,
            renamed(stored.apiVersion()),
            renamed(row.apiVersion()));
  }

  private static UnaryOperator<Unstructured> renamed(String apiVersion) {
    return object -> {
      object.set(apiVersion, "apiVersion");
      return object;
    };
  }

  private static Subresource subresource(String text, ResourceRow row, Parts parts) {
    if (text.equals("status")) {
      return new Subresource.Status();
    }
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw row.row().wrong("subresource '" + text + "' is neither status nor NAME=…");
    }
    String name = text.substring(0, equals);
    String value = text.substring(equals + 1);
    if (name.equals("scale")) {
      String[] paths = value.split(":", -1);
      if (paths.length != 3) {
        throw row.row().wrong("scale needs three paths joined by colons");
      }
      return new Subresource.Scale(paths[0], paths[1], paths[2]);
    }
    int colon = value.indexOf(':');
    if (colon > 0) {
      return connect(name, value.substring(0, colon), value.substring(colon + 1), row, parts);
    }
    if (value.contains("/")) {
      return action(name, value.split("/"), row, parts);
    }
    return new Subresource.Part(name, ResourceRow.verbs(row.row(), List.of(value.split("\\+"))));
  }

  private static Subresource connect(
      String name, String manner, String kind, ResourceRow row, Parts parts) {
    Connector connector = parts.connector(row.resource(), name);
    if (connector == null) {
      throw row.row().wrong("no connector was given for " + row.name() + "/" + name);
    }
    Subresource.Manner handedOn =
        switch (manner) {
          case "stream" -> Subresource.Manner.STREAM;
          case "upgrade" -> Subresource.Manner.UPGRADE;
          case "proxy" -> Subresource.Manner.PROXY;
          default -> throw row.row().wrong("'" + manner + "' is neither stream, upgrade nor proxy");
        };
    return new Subresource.Connect(
        name, new GroupVersionKind(row.group(), row.version(), kind), handedOn, connector);
  }

  private static Subresource action(String name, String[] kind, ResourceRow row, Parts parts) {
    List<String> bodyVersions = List.of(kind[kind.length - 2].split("\\+", -1));
    GroupVersionKind body =
        new GroupVersionKind(
            kind.length == 2 ? "" : kind[0], bodyVersions.get(0), kind[kind.length - 1]);
    Subresource.ActionHandler handler = parts.action(row.resource(), name);
    if (handler == null) {
      throw row.row().wrong("no action was given for " + row.name() + "/" + name);
    }
    try {
      return new Subresource.Action(
          name,
          body,
          Set.copyOf(bodyVersions.subList(1, bodyVersions.size())),
          parts.types().struct(body.group(), body.version(), body.kind()),
          handler);
    } catch (IllegalArgumentException e) {
      throw row.row().wrong(e.getMessage());
    }
  }
}
