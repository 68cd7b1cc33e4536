package io.binnacle.rest.health;

import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.health.HealthChecks.Check;
import io.binnacle.rest.health.HealthChecks.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /healthz}, {@code /livez} and {@code /readyz}, whole or check by check. */
public final class HealthHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);

  private final HealthChecks checks;

  public HealthHandler(HealthChecks checks) {
    this.checks = checks;
  }

  /**
   * @param check the name behind the endpoint's path, "" for all checks
   */
  public void serve(Exchange exchange, Endpoint endpoint, String check) {
    List<Check> all = checks.checks(endpoint);
    if (check.isEmpty()) {
      all(exchange, endpoint, all);
      return;
    }
    for (Check one : all) {
      if (one.name().equals(check)) {
        if (one.isOk()) {
          exchange.text(200, "ok");
        } else {
          exchange.text(500, "internal server error: " + one.problem() + "\n");
        }
        return;
      }
    }
    exchange.pageNotFound();
  }

  private static void all(Exchange exchange, Endpoint endpoint, List<Check> all) {
    Set<String> excluded = new HashSet<>(exchange.query().all("exclude"));
    StringBuilder lines = new StringBuilder();
    List<String> failed = new ArrayList<>();
    for (Check check : all) {
      if (excluded.remove(check.name())) {
        lines.append("[+]").append(check.name()).append(" excluded: ok\n");
      } else if (check.isOk()) {
        lines.append("[+]").append(check.name()).append(" ok\n");
      } else {
        failed.add(check.name());
        lines.append("[-]").append(check.name()).append(" failed: reason withheld\n");
        LOG.debug("{} check {} failed: {}", endpoint.text(), check.name(), check.problem());
      }
    }
    if (!excluded.isEmpty()) {
      List<String> quoted = excluded.stream().sorted().map(name -> "\"" + name + "\"").toList();
      lines
          .append("warn: some health checks cannot be excluded: no matches for ")
          .append(String.join(",", quoted))
          .append('\n');
    }
    if (!failed.isEmpty()) {
      exchange.text(500, lines + endpoint.text() + " check failed\n");
    } else if (exchange.query().has("verbose")) {
      exchange.text(200, lines + endpoint.text() + " check passed\n");
    } else {
      exchange.text(200, "ok");
    }
  }
}
