package io.binnacle.rest.discovery;

import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import io.binnacle.rest.answer.ETag;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.request.AcceptClause;
import io.binnacle.rest.resource.Routes;
import io.binnacle.rest.resource.RoutingTable;
import io.binnacle.rest.resource.ServedResource;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.openapi.OpenApi;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /openapi/v3}: an index, and a document for each group version. A document is made
 * when first asked for and kept while memory allows; its hash in the index changes with the types
 * that it shows, so that clients may keep documents for ever.
 */
public final class OpenApiV3 {
  private final Routes routes;
  private final String nonce;
  private final Map<String, SoftReference<byte[]>> documents = new ConcurrentHashMap<>();

  /**
   * @param nonce differs between processes, as two of them may show other types by the same names
   */
  public OpenApiV3(Routes routes, String nonce) {
    this.routes = routes;
    this.nonce = nonce;
  }

  /**
   * @param path what stands behind {@code /openapi/v3/}, "" for the index
   */
  public void serve(Exchange exchange, String path) {
    RoutingTable table = routes.table();
    if (path.isEmpty()) {
      exchange.raw(200, "text/plain; charset=utf-8", Json.write(index(table)), true);
      return;
    }
    List<String> parts = List.of(path.split("/", -1));
    boolean core = parts.get(0).equals("api") && parts.size() == 2;
    boolean grouped = parts.get(0).equals("apis") && parts.size() == 3;
    String group = grouped ? parts.get(1) : "";
    String version = parts.get(parts.size() - 1);
    Map<String, ServedResource> resources = table.resources(group, version);
    if (!(core || grouped) || resources.isEmpty()) {
      exchange.empty(404);
      return;
    }
    requireJson(exchange);
    String hash = hash(resources);
    String asked = exchange.query().first("hash");
    exchange.response().getHeaders().put("Vary", "Accept");
    if (!asked.isEmpty() && !asked.equals(hash)) {
      exchange.response().getHeaders().put("Location", "/openapi/v3/" + path + "?hash=" + hash);
      exchange.empty(301);
      return;
    }
    if (!asked.isEmpty()) {
      exchange.response().getHeaders().put("Cache-Control", "public, immutable");
    }
    String tag = "\"" + hash + "\"";
    exchange.response().getHeaders().put("Etag", tag);
    if (exchange.header("If-None-Match").equals(tag)) {
      exchange.empty(304);
      return;
    }
    exchange.raw(200, "application/json", document(path, hash, resources), true);
  }

  private Map<String, @Nullable Object> index(RoutingTable table) {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    for (RoutingTable.Group group : table.groups()) {
      for (String version : group.versions()) {
        String path =
            group.name().isEmpty() ? "api/" + version : "apis/" + group.name() + "/" + version;
        String hash = hash(table.resources(group.name(), version));
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
        paths.put(path, entry);
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("paths", paths);
    return tree;
  }

  private String hash(Map<String, ServedResource> resources) {
    StringBuilder text = new StringBuilder(nonce);
    resources.forEach(
        (plural, served) ->
            text.append('\n').append(plural).append(System.identityHashCode(served.version())));
    return ETag.hash(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] document(String path, String hash, Map<String, ServedResource> resources) {
    SoftReference<byte[]> kept = documents.get(hash);
    byte[] known = kept == null ? null : kept.get();
    if (known != null) {
      return known;
    }
    List<ResourceType> types = resources.values().stream().map(ServedResource::type).toList();
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("title", "Kubernetes");
    info.put("version", "v1.36.2");
    Map<String, @Nullable Object> components = new LinkedHashMap<>();
    components.put("schemas", OpenApi.components(types));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("openapi", "3.0.0");
    tree.put("info", info);
    tree.put("paths", OpenApiPaths.of("/" + path, resources.values()));
    tree.put("components", components);
    byte[] document = Json.write(tree);
    documents.values().removeIf(reference -> reference.get() == null);
    documents.put(hash, new SoftReference<>(document));
    return document;
  }

  private static void requireJson(Exchange exchange) {
    String accept = String.join(",", exchange.request().getHeaders().getValuesList("Accept"));
    if (accept.isBlank()
        || AcceptClause.parse(accept).stream()
            .anyMatch(
                clause ->
                    clause.type().equals("*/*")
                        || clause.type().equals("application/*")
                        || clause.type().equals("application/json"))) {
      return;
    }
    throw StatusException.notAcceptable(
        "only the following media types are accepted: application/json");
  }
}
