package io.binnacle.karaf;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** {@code binnacle:status}: where the server answers and whether all is well. One object a call. */
@Service
@Command(
    scope = "binnacle",
    name = "status",
    description = "Says where the server answers, and what keeps it from being ready")
public final class StatusCommand implements Action {
  @Reference private @Nullable BundleContext context;

  @Option(name = "--no-format", description = "Columns are separated by tabs")
  private boolean plain;

  @Override
  public @Nullable Object execute() {
    if (context != null) {
      table(ServerStatus.of(context)).print(System.out, !plain);
    }
    return null;
  }

  private static ShellTable table(ServerStatus status) {
    ShellTable table = new ShellTable();
    table.column("What");
    table.column("Value");
    row(table, "Ready", status.isReady() ? "yes" : "no");
    row(table, "URL", status.url());
    row(table, "Kubeconfig", status.kubeconfig());
    row(table, "Storage", status.engine());
    row(table, "Types served", status.served() + " of " + status.types().size());
    row(table, "Plug-ins", String.valueOf(status.plugins().size()));
    rows(table, "Problem", status.problems());
    rows(table, "Waiting", status.waiting());
    return table;
  }

  private static void rows(ShellTable table, String what, List<String> values) {
    values.forEach(value -> row(table, what, value));
  }

  private static void row(ShellTable table, String what, String value) {
    table.addRow().addContent(what, value);
  }
}
