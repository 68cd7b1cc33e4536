package io.binnacle.rest.discovery;

import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.answer.ETag;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.resource.ResourceHandler;
import io.binnacle.rest.resource.Routes;
import io.binnacle.rest.resource.RoutingTable;
import io.binnacle.rest.resource.ServedResource;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.Yaml;
import io.binnacle.schema.protobuf.ProtobufWriter;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code /api} and {@code /apis}: which groups, versions and resources there are. */
public final class Discovery {
  private static final String AGGREGATED = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static final StructType AGGREGATED_SCHEMA =
      TypeTables.common().struct("io.k8s.api.apidiscovery.v2.APIGroupDiscoveryList");

  private final Routes routes;

  public Discovery(Routes routes) {
    this.routes = routes;
  }

  /** Answers a path that starts with {@code api} or {@code apis} and is of no resource. */
  public void serve(Exchange exchange) {
    List<String> parts = exchange.info().parts();
    RoutingTable table = routes.table();
    boolean core = parts.get(0).equals("api");
    boolean root = parts.size() == 1;
    String group = core ? "" : root ? "" : parts.get(1);
    if (!core && !root && table.group(group) == null) {
      exchange.pageNotFound();
      return;
    }
    if (root) {
      root(exchange, table, core);
    } else if (!core && parts.size() == 2) {
      legacy(exchange, group(table, group));
    } else {
      version(exchange, table, group, parts.get(core ? 1 : 2));
    }
  }

  private static void root(Exchange exchange, RoutingTable table, boolean core) {
    Media media = exchange.negotiation().forAggregated();
    if (media != null) {
      aggregated(exchange, aggregated(table, core), media);
    } else if (core) {
      legacy(exchange, versions(exchange, table));
    } else {
      List<@Nullable Object> groups = new ArrayList<>();
      for (RoutingTable.Group group : table.groups()) {
        if (!group.name().isEmpty()) {
          Map<String, @Nullable Object> tree = group(table, group.name());
          tree.remove("kind");
          tree.remove("apiVersion");
          groups.add(tree);
        }
      }
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("kind", "APIGroupList");
      tree.put("apiVersion", "v1");
      tree.put("groups", groups);
      legacy(exchange, tree);
    }
  }

  /** The tag is that of the JSON, in whichever encoding the document goes out. */
  private static void aggregated(
      Exchange exchange, Map<String, @Nullable Object> tree, Media media) {
    byte[] json = Json.write(tree);
    exchange.response().getHeaders().put("Cache-Control", "public");
    exchange.response().getHeaders().put("Vary", "Accept");
    if (!ETag.answered(exchange, json)) {
      byte[] body =
          switch (media) {
            case JSON -> json;
            case YAML -> Yaml.write(tree);
            case PROTOBUF ->
                new ProtobufWriter(AGGREGATED_SCHEMA)
                    .enveloped("apidiscovery.k8s.io/v2", "APIGroupDiscoveryList", tree);
          };
      exchange.raw(200, media.type() + AGGREGATED, body, media == Media.JSON);
    }
  }

  private static void version(Exchange exchange, RoutingTable table, String group, String version) {
    Map<String, ServedResource> resources = table.resources(group, version);
    if (resources.isEmpty()) {
      throw ResourceHandler.pathNotFound();
    }
    if (!exchange.request().getMethod().equals("GET")) {
      throw ResourceHandler.methodNotAllowed();
    }
    List<@Nullable Object> entries = new ArrayList<>();
    resources.values().forEach(served -> entries.addAll(new ResourceEntry(served).legacy()));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "APIResourceList");
    if (!group.isEmpty()) {
      tree.put("apiVersion", "v1");
    }
    tree.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    tree.put("resources", entries);
    legacy(exchange, tree);
  }

  private static Map<String, @Nullable Object> versions(Exchange exchange, RoutingTable table) {
    RoutingTable.Group core = table.group("");
    Map<String, @Nullable Object> address = new LinkedHashMap<>();
    address.put("clientCIDR", "0.0.0.0/0");
    address.put("serverAddress", exchange.request().getHttpURI().getAuthority());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "APIVersions");
    tree.put(
        "versions",
        core == null ? new ArrayList<>() : new ArrayList<@Nullable Object>(core.versions()));
    tree.put("serverAddressByClientCIDRs", new ArrayList<@Nullable Object>(List.of(address)));
    return tree;
  }

  private static Map<String, @Nullable Object> group(RoutingTable table, String name) {
    RoutingTable.Group group = table.group(name);
    if (group == null) {
      throw ResourceHandler.pathNotFound();
    }
    List<@Nullable Object> versions = new ArrayList<>();
    group.versions().forEach(version -> versions.add(groupVersion(name, version)));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "APIGroup");
    tree.put("apiVersion", "v1");
    tree.put("name", name);
    tree.put("versions", versions);
    tree.put("preferredVersion", versions.get(0));
    return tree;
  }

  private static Map<String, @Nullable Object> groupVersion(String group, String version) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("groupVersion", group + "/" + version);
    tree.put("version", version);
    return tree;
  }

  private static Map<String, @Nullable Object> aggregated(RoutingTable table, boolean core) {
    List<@Nullable Object> items = new ArrayList<>();
    for (RoutingTable.Group group : table.groups()) {
      if (group.name().isEmpty() == core) {
        items.add(aggregated(table, group));
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", "APIGroupDiscoveryList");
    tree.put("apiVersion", "apidiscovery.k8s.io/v2");
    tree.put("metadata", new LinkedHashMap<>());
    tree.put("items", items);
    return tree;
  }

  private static Map<String, @Nullable Object> aggregated(
      RoutingTable table, RoutingTable.Group group) {
    List<@Nullable Object> versions = new ArrayList<>();
    for (String version : group.versions()) {
      List<@Nullable Object> resources = new ArrayList<>();
      table
          .resources(group.name(), version)
          .values()
          .forEach(served -> resources.add(new ResourceEntry(served).aggregated()));
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("version", version);
      tree.put("resources", resources);
      tree.put("freshness", "Current");
      versions.add(tree);
    }
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (!group.name().isEmpty()) {
      metadata.put("name", group.name());
    }
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("metadata", metadata);
    item.put("versions", versions);
    return item;
  }

  /**
   * Answers in the client's form.
   *
   * @throws StatusException NotAcceptable for a client that takes only the aggregated form
   */
  private static void legacy(Exchange exchange, Map<String, @Nullable Object> tree) {
    OutputFormat format = exchange.negotiation().forDocument();
    StructType schema =
        TypeTables.common().struct("io.k8s.apimachinery.pkg.apis.meta.v1." + tree.get("kind"));
    exchange.answer(200, tree, schema, format);
  }
}
