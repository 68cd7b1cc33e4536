package io.binnacle.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a bundle's manifest says.
 *
 * @param name the symbolic name without directives; "" for a jar that is no bundle
 * @param imports the packages imported
 * @param exports the packages exported
 */
record BundleManifest(String name, Set<String> imports, Set<String> exports) {
  static BundleManifest read(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String name =
          String.valueOf(main.getOrDefault(new Attributes.Name("Bundle-SymbolicName"), ""));
      return new BundleManifest(
          name.split(";", -1)[0].strip(),
          packages(main.getValue("Import-Package")),
          packages(main.getValue("Export-Package")));
    }
  }

  /** The packages of a header: its clauses are split by commas outside quotes. */
  private static Set<String> packages(String header) {
    Set<String> packages = new TreeSet<>();
    if (header == null) {
      return packages;
    }
    for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
      for (String part : clause.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
        if (!part.contains("=")) {
          packages.add(part.strip());
        }
      }
    }
    return packages;
  }
}
