package io.binnacle.plugins.services;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * Tells which bundles are plugins: those from the deploy folder, and whatever uses the server's
 * contracts and is not the server's own, however it was installed. Thread-safe.
 */
public final class PluginBundles {
  private static final String OURS = "io.binnacle.";
  private static final String API = "io.binnacle.api.";

  private final Set<Long> deployed = ConcurrentHashMap.newKeySet();

  /** A bundle from the deploy folder is a plugin whatever its name. */
  public void deployed(long bundle) {
    deployed.add(bundle);
  }

  /** The bundle has been uninstalled. */
  public void gone(long bundle) {
    deployed.remove(bundle);
  }

  /** Whether it was installed from the deploy folder. */
  public boolean isDeployed(Bundle bundle) {
    return deployed.contains(bundle.getBundleId());
  }

  /** Whether calls into the bundle are guarded. */
  public boolean isPlugin(Bundle bundle) {
    long id = bundle.getBundleId();
    return id != 0 && (deployed.contains(id) || !name(bundle).startsWith(OURS));
  }

  /** Whether the bundle is a plugin that the server shows, and not just something beside it. */
  public boolean isShown(Bundle bundle) {
    if (!isPlugin(bundle) || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
      return false;
    }
    String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
    return isDeployed(bundle) || imports != null && imports.contains(API);
  }

  /** What messages call the bundle. */
  public static String name(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null ? "bundle-" + bundle.getBundleId() : name;
  }

  /** A bundle's or a file's name as objects may be named. */
  public static String objectName(String text) {
    String name =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.-]", "-")
            .replaceAll("[.-]*\\.[.-]*", ".")
            .replaceAll("^[.-]+|[.-]+$", "");
    return name.isEmpty() ? "plugin" : name.substring(0, Math.min(name.length(), 200));
  }
}
