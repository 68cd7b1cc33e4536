package io.binnacle.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars for the deploy folder out of others or of nothing. */
final class PluginJar {
  private PluginJar() {}

  /**
   * Copies a bundle with another version and other texts in its classes, so that one can see which
   * of the two answers.
   *
   * @param texts what takes the place of what, each of the same length, as a class file wants it
   */
  static void upgraded(Path jar, Path copy, String version, Map<String, String> texts)
      throws IOException {
    try (JarFile from = new JarFile(jar.toFile())) {
      Manifest manifest = new Manifest(from.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (OutputStream file = Files.newOutputStream(copy);
          JarOutputStream to = new JarOutputStream(file, manifest)) {
        List<JarEntry> entries = from.stream().toList();
        for (JarEntry entry : entries) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            to.putNextEntry(new JarEntry(entry.getName()));
            to.write(replaced(from.getInputStream(entry).readAllBytes(), texts));
            to.closeEntry();
          }
        }
      }
    }
  }

  /** Makes a bundle that holds nothing and imports a package. */
  static void importing(String symbolicName, String imported, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", symbolicName);
    attributes.putValue("Import-Package", imported);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(file, manifest)) {
      to.finish();
    }
  }

  private static byte[] replaced(byte[] bytes, Map<String, String> texts) {
    // Latin 1 gives every byte a character and back.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> change : texts.entrySet()) {
      if (change.getKey().length() != change.getValue().length()) {
        throw new IllegalArgumentException(change + " changes the length");
      }
      text = text.replace(change.getKey(), change.getValue());
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
