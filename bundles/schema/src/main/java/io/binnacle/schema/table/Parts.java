package io.binnacle.schema.table;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.Connector;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.schema.table.ResourceTables.Conversion;
import io.binnacle.schema.table.ResourceTables.StoredAs;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What resource types are put together from; keeps account of which Java parts were used. */
final class Parts {
  private final TypeTables types;
  private final ColumnTable columns;
  private final Map<String, Strategy> strategies;
  private final Map<String, Subresource.ActionHandler> actions;
  private final Map<String, Connector> connectors;
  private final Map<String, ResourceType.Review> reviews;
  private final Map<String, Conversion> conversions;
  private final Map<String, StoredAs> storedAs;
  private final Set<String> resources = new HashSet<>();
  private final Set<String> usedActions = new HashSet<>();
  private final Set<String> usedConnectors = new HashSet<>();
  private final Set<String> stored = new HashSet<>();
  private final Set<String> versions = new HashSet<>();

  Parts(
      TypeTables types,
      ColumnTable columns,
      Map<String, Strategy> strategies,
      Map<String, Subresource.ActionHandler> actions,
      Map<String, Connector> connectors,
      Map<String, ResourceType.Review> reviews,
      Map<String, Conversion> conversions,
      Map<String, StoredAs> storedAs) {
    this.types = types;
    this.columns = columns;
    this.strategies = Map.copyOf(strategies);
    this.actions = Map.copyOf(actions);
    this.connectors = Map.copyOf(connectors);
    this.reviews = Map.copyOf(reviews);
    this.conversions = Map.copyOf(conversions);
    this.storedAs = Map.copyOf(storedAs);
  }

  TypeTables types() {
    return types;
  }

  ColumnTable columns() {
    return columns;
  }

  /** The strategy given for the full name, such as events.events.k8s.io, or else for the plural. */
  Strategy strategy(GroupResource resource, Set<String> selectableFields) {
    String name = resource.toString();
    if (!strategies.containsKey(name)) {
      name = resource.resource();
    }
    resources.add(name);
    Strategy given = strategies.get(name);
    return given != null ? given : new PlainStrategy(selectableFields);
  }

  ResourceType.@Nullable Review review(GroupResource resource) {
    return reviews.get(resource.resource());
  }

  /** What the resource is stored as, by its plural or its full name. */
  @Nullable StoredAs storedAs(GroupResource resource) {
    String name = resource.toString();
    if (!storedAs.containsKey(name)) {
      name = resource.resource();
    }
    stored.add(name);
    return storedAs.get(name);
  }

  @Nullable Conversion conversion(GroupResource resource, String version) {
    versions.add(resource.resource() + "/" + version);
    return conversions.get(resource.resource() + "/" + version);
  }

  Subresource.@Nullable ActionHandler action(GroupResource resource, String name) {
    String key = resource.resource() + "/" + name;
    usedActions.add(key);
    return actions.get(key);
  }

  @Nullable Connector connector(GroupResource resource, String name) {
    String key = resource.resource() + "/" + name;
    usedConnectors.add(key);
    return connectors.get(key);
  }

  /** A part for what no table names is a spelling mistake. */
  void checkAllUsed() {
    check("a strategy", strategies.keySet(), resources);
    check("a review", reviews.keySet(), resources);
    check("an action", actions.keySet(), usedActions);
    check("a connector", connectors.keySet(), usedConnectors);
    check("a stored kind", storedAs.keySet(), stored);
    check("a conversion", conversions.keySet(), versions);
  }

  private static void check(String what, Set<String> given, Set<String> used) {
    for (String name : given) {
      if (!used.contains(name)) {
        throw new IllegalArgumentException(
            what + " was given for " + name + ", which is not in resources.tsv");
      }
    }
  }
}
