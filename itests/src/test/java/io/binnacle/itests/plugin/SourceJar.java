package io.binnacle.itests.plugin;

import io.binnacle.itests.Distribution;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes a bundle out of one Java source of the test's resources, in the default way of a bundle
 * without tools: an activator registers the services.
 */
public final class SourceJar {
  private static final List<String> IMPORTED =
      List.of(
          "org.osgi.framework",
          "io.binnacle.api.admission",
          "io.binnacle.api.object",
          "io.binnacle.api.registry",
          "io.binnacle.api.schema",
          "io.binnacle.api.status",
          "io.binnacle.api.type",
          "io.binnacle.schema.json",
          "io.binnacle.schema.record");

  private SourceJar() {}

  /**
   * Compiles a source and packs it.
   *
   * @param source the name of a resource beside this class, which holds the class {@code
   *     com.example.NAME} that is the activator
   * @param change what of its text is changed first: {@code from, to, from, to, …}
   */
  public static void make(Path jar, String bundle, String version, String source, String... change)
      throws IOException {
    Path folder = Files.createTempDirectory("plugin-source");
    try {
      String text;
      try (var in = SourceJar.class.getResourceAsStream(source + ".java.txt")) {
        text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      }
      for (int i = 0; i < change.length; i += 2) {
        text = text.replace(change[i], change[i + 1]);
      }
      Path file = Files.writeString(folder.resolve(source + ".java"), text);
      compile(file, Files.createDirectory(folder.resolve("classes")));
      Path packed = folder.resolve("packed");
      pack(folder.resolve("classes"), packed, bundle, version, "com.example." + source);
      // Seen whole or not at all.
      Path beside = Files.copy(packed, jar.resolveSibling(jar.getFileName() + ".part"));
      Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void compile(Path source, Path classes) throws IOException {
    String path =
        Stream.concat(Distribution.bundles().stream(), Distribution.libraries().stream())
            .map(Path::toString)
            .collect(Collectors.joining(java.io.File.pathSeparator));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-proc:none", "--release", "17", "-cp", path, "-d", classes.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new AssertionError(said.toString());
      }
    }
  }

  private static void pack(Path classes, Path jar, String bundle, String version, String activator)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", bundle);
    attributes.putValue("Bundle-Version", version);
    attributes.putValue("Bundle-Activator", activator);
    attributes.putValue("Import-Package", String.join(",", IMPORTED));
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(Files::isRegularFile).forEach(found::add);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Path each : found) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }
}
