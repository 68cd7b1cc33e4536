package io.binnacle.karaf;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** {@code binnacle:plugins}: the bundles that extend the server. One object a call. */
@Service
@Command(
    scope = "binnacle",
    name = "plugins",
    description = "Lists the plug-ins, their types, and what keeps them from working")
public final class PluginsCommand implements Action {
  @Reference private @Nullable BundleContext context;

  @Option(name = "--no-format", description = "Columns are separated by tabs")
  private boolean plain;

  @Override
  public @Nullable Object execute() {
    ShellTable table = new ShellTable().emptyTableText("no plug-ins");
    for (String column : new String[] {"ID", "Plug-in", "Version", "State", "Types", "Problem"}) {
      table.column(column);
    }
    if (context != null) {
      for (Plugin plugin : Plugin.all(context)) {
        table
            .addRow()
            .addContent(
                plugin.bundle().getBundleId(),
                plugin.bundle().getSymbolicName(),
                plugin.bundle().getVersion(),
                plugin.state(),
                plugin.types().stream()
                    .map(type -> type.type().resource().toString())
                    .collect(Collectors.joining(", ")),
                String.join("; ", plugin.problems()));
      }
    }
    table.print(System.out, !plain);
    return null;
  }
}
