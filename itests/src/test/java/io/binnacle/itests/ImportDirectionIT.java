package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which room may import from which, read from the manifests of the bundles shipped. */
class ImportDirectionIT {
  private static final String API = "io.binnacle.api";
  private static final String SCHEMA = "io.binnacle.schema";

  /** Whether a bundle of this name may import this package. */
  private static boolean allowed(String bundle, String imported) {
    boolean ours = imported.startsWith("io.binnacle.");
    if (bundle.equals(API)) {
      return imported.startsWith(API + ".") || !ours && isPlatform(imported);
    }
    if (!ours) {
      return true;
    }
    boolean api = isIn(imported, API);
    if (bundle.startsWith("io.binnacle.storage.")) {
      return api && !isOneOf(imported, "object", "type", "registry", "cache", "schema");
    }
    if (bundle.equals("io.binnacle.rest")) {
      return (api && !isOneOf(imported, "storage")) || isIn(imported, SCHEMA);
    }
    boolean podTemplates =
        bundle.startsWith("io.binnacle.resources.")
            && isIn(imported, "io.binnacle.resources.core.pod");
    return api || podTemplates || isIn(imported, SCHEMA) || isIn(imported, bundle);
  }

  private static boolean isPlatform(String imported) {
    return imported.startsWith("java.")
        || imported.startsWith("javax.")
        || imported.startsWith("org.osgi.")
        || imported.equals("org.jspecify.annotations");
  }

  private static boolean isIn(String imported, String room) {
    return imported.equals(room) || imported.startsWith(room + ".");
  }

  private static boolean isOneOf(String imported, String... parts) {
    for (String part : parts) {
      if (isIn(imported, API + "." + part)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void noBundleReachesIntoAnother() throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Path jar : Distribution.bundles()) {
      BundleManifest manifest = BundleManifest.read(jar);
      if (manifest.name().startsWith("io.binnacle.")) {
        seen++;
        manifest.imports().stream()
            .filter(imported -> !allowed(manifest.name(), imported))
            .forEach(imported -> wrong.add(manifest.name() + " imports " + imported));
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(seen >= 14, "only " + seen + " bundles of ours are shipped");
  }

  @Test
  void theRuleRefusesWhatItShould() {
    assertEquals(false, allowed("io.binnacle.rest", "io.binnacle.api.storage"));
    assertEquals(false, allowed("io.binnacle.rest", "io.binnacle.registry"));
    assertEquals(false, allowed("io.binnacle.storage.embedded", "io.binnacle.api.object"));
    assertEquals(false, allowed("io.binnacle.api", "org.slf4j"));
    assertEquals(false, allowed("io.binnacle.schema", "io.binnacle.cacher"));
    assertEquals(true, allowed("io.binnacle.resources.apps", "io.binnacle.resources.core.pod"));
    assertEquals(false, allowed("io.binnacle.rest", "io.binnacle.resources.core.pod"));
    assertEquals(true, allowed("io.binnacle.storage.embedded", "io.binnacle.api.storage"));
    assertEquals(true, allowed("io.binnacle.rest", "org.eclipse.jetty.server"));
  }

  @Test
  void everyJarShippedIsABundleAndNoneIsThereTwice() throws IOException {
    TreeMap<String, Path> byName = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Path jar : Distribution.bundles()) {
      String name = BundleManifest.read(jar).name();
      if (name.isEmpty()) {
        wrong.add(jar.getFileName() + " is no bundle");
      } else if (byName.put(name, jar) != null) {
        wrong.add(jar.getFileName() + " is there twice");
      }
    }
    assertEquals(List.of(), wrong);
  }
}
