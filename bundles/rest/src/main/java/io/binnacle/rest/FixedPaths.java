package io.binnacle.rest;

import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.discovery.Discovery;
import io.binnacle.rest.discovery.OpenApiV2;
import io.binnacle.rest.discovery.OpenApiV3;
import io.binnacle.rest.health.HealthChecks;
import io.binnacle.rest.health.HealthHandler;
import io.binnacle.rest.metrics.MetricsPage;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.resource.ResourceHandler;
import io.binnacle.rest.resource.Routes;
import io.binnacle.rest.resource.RoutingTable;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers all paths that are of no resource. */
final class FixedPaths {
  private static final OutputFormat INDENTED = OutputFormat.of(OutputFormat.Media.JSON, true);

  private final Routes routes;
  private final Discovery discovery;
  private final OpenApiV2 openApiV2;
  private final OpenApiV3 openApi;
  private final HealthChecks checks;
  private final HealthHandler health;
  private final MetricsPage metrics;
  private final IssuerPages issuer;

  FixedPaths(
      Routes routes,
      Discovery discovery,
      OpenApiV3 openApi,
      HealthChecks checks,
      MetricsPage metrics,
      IssuerPages issuer) {
    this.routes = routes;
    this.discovery = discovery;
    this.openApi = openApi;
    this.openApiV2 = new OpenApiV2(routes, openApi);
    this.checks = checks;
    this.health = new HealthHandler(checks);
    this.metrics = metrics;
    this.issuer = issuer;
  }

  void serve(Exchange exchange) {
    String path = exchange.info().path();
    List<String> parts = exchange.info().parts();
    if (path.startsWith("//")) {
      exchange.pageNotFound();
      return;
    }
    switch (parts.isEmpty() ? "" : parts.get(0)) {
      case "", "index.html" -> exchange.answer(200, Json.write(paths()), INDENTED);
      case "api", "apis" -> discovery.serve(exchange);
      case "version" -> version(exchange, parts);
      case "openapi" -> openApi(exchange, path);
      case ".well-known", "openid" -> issuer.serve(exchange);
      case "metrics" -> {
        if (parts.size() == 1) {
          metrics.serve(exchange);
        } else {
          exchange.pageNotFound();
        }
      }
      case "healthz" -> health(exchange, HealthChecks.Endpoint.HEALTHZ);
      case "livez" -> health(exchange, HealthChecks.Endpoint.LIVEZ);
      case "readyz" -> health(exchange, HealthChecks.Endpoint.READYZ);
      default -> exchange.pageNotFound();
    }
  }

  private void health(Exchange exchange, HealthChecks.Endpoint endpoint) {
    String rest = exchange.info().path().substring(endpoint.text().length() + 1);
    if (rest.equals("/")) {
      exchange.pageNotFound();
    } else {
      health.serve(exchange, endpoint, rest.isEmpty() ? "" : rest.substring(1));
    }
  }

  private void openApi(Exchange exchange, String path) {
    String prefix = "/openapi/v3";
    if (path.equals("/openapi/v2")) {
      openApiV2.serve(exchange);
    } else if (path.equals(prefix) || path.equals(prefix + "/")) {
      openApi.serve(exchange, "");
    } else if (path.startsWith(prefix + "/")) {
      openApi.serve(exchange, path.substring(prefix.length() + 1));
    } else {
      exchange.pageNotFound();
    }
  }

  private static void version(Exchange exchange, List<String> parts) {
    if (parts.size() > 1) {
      throw ResourceHandler.pathNotFound();
    }
    if (!exchange.request().getMethod().equals("GET")) {
      throw ResourceHandler.methodNotAllowed();
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("major", "1");
    tree.put("minor", "36");
    tree.put("emulationMajor", "1");
    tree.put("emulationMinor", "36");
    tree.put("minCompatibilityMajor", "1");
    tree.put("minCompatibilityMinor", "35");
    tree.put("gitVersion", "v1.36.2+binnacle");
    tree.put("gitCommit", "");
    tree.put("gitTreeState", "");
    tree.put("buildDate", "2026-01-01T00:00:00Z");
    tree.put("goVersion", "");
    tree.put("compiler", "javac");
    tree.put("platform", "java/" + Runtime.version().feature());
    exchange.answer(200, Json.write(tree), INDENTED);
  }

  private Map<String, @Nullable Object> paths() {
    TreeSet<String> paths =
        new TreeSet<>(
            List.of(
                "/api",
                "/apis",
                "/apis/",
                "/metrics",
                "/openapi/v2",
                "/openapi/v3",
                "/openapi/v3/",
                "/version"));
    paths.addAll(issuer.paths());
    RoutingTable table = routes.table();
    for (RoutingTable.Group group : table.groups()) {
      String prefix = group.name().isEmpty() ? "/api" : "/apis/" + group.name();
      paths.add(prefix);
      group.versions().forEach(version -> paths.add(prefix + "/" + version));
    }
    for (HealthChecks.Endpoint endpoint : HealthChecks.Endpoint.values()) {
      paths.add("/" + endpoint.text());
      checks
          .checks(endpoint)
          .forEach(check -> paths.add("/" + endpoint.text() + "/" + check.name()));
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("paths", new ArrayList<@Nullable Object>(paths));
    return tree;
  }
}
