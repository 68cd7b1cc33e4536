package io.binnacle.karaf;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** {@code binnacle:types}: the resource types that bundles offer. One object a call. */
@Service
@Command(
    scope = "binnacle",
    name = "types",
    description = "Lists the resource types and the bundles that bring them")
public final class TypesCommand implements Action {
  @Reference private @Nullable BundleContext context;

  @Argument(name = "text", description = "Only types whose name or group contains this")
  private String text = "";

  @Option(name = "--no-format", description = "Columns are separated by tabs")
  private boolean plain;

  @Override
  public @Nullable Object execute() {
    ShellTable table = new ShellTable().emptyTableText("no types");
    for (String column :
        new String[] {"Name", "Group", "Versions", "Kind", "Namespaced", "State", "Bundle"}) {
      table.column(column);
    }
    if (context != null) {
      for (InstalledType installed : InstalledType.all(context)) {
        if (installed.type().resource().toString().contains(text)) {
          table
              .addRow()
              .addContent(
                  installed.type().resource().resource(),
                  installed.type().resource().group(),
                  installed.versions(),
                  installed.type().kind(),
                  installed.type().isNamespaced(),
                  installed.state(),
                  installed.bundle().getSymbolicName() + " " + installed.bundle().getVersion());
        }
      }
    }
    table.print(System.out, !plain);
    return null;
  }
}
