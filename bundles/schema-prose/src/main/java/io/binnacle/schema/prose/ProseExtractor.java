package io.binnacle.schema.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a compressed text: a line per model class with its name, a tab and its description, and
 * below it a line per field that starts with a tab and has the same form. The classes come from the
 * client's sources, which stand on the class path.
 */
public final class ProseExtractor {
  private static final String FOLDER = "io/kubernetes/client/openapi/models/";

  /** Every version of the API has it, so its class shows where the sources are. */
  private static final String ANCHOR = FOLDER + "V1Pod.java";

  private ProseExtractor() {}

  /**
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    URL anchor = Thread.currentThread().getContextClassLoader().getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException("no sources with " + ANCHOR + " on the class path");
    }
    JarURLConnection connection = (JarURLConnection) anchor.openConnection();
    connection.setUseCaches(false);
    Map<String, ModelSource> models = new TreeMap<>();
    try (JarFile sources = connection.getJarFile()) {
      for (Enumeration<JarEntry> all = sources.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        String name = entry.getName();
        if (name.startsWith(FOLDER) && name.endsWith(".java")) {
          try (InputStream stream = sources.getInputStream(entry)) {
            String source = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            models.put(
                name.substring(FOLDER.length(), name.length() - ".java".length()),
                ModelSource.parse(source));
          }
        }
      }
    }
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new BestGzip(Files.newOutputStream(file))) {
      out.write(text(models).getBytes(StandardCharsets.UTF_8));
    }
  }

  static String text(Map<String, ModelSource> models) {
    StringBuilder text = new StringBuilder();
    models.forEach(
        (name, model) -> {
          if (!model.description().isEmpty() || !model.fields().isEmpty()) {
            text.append(name).append('\t').append(model.description()).append('\n');
            model
                .fields()
                .forEach(
                    (field, prose) ->
                        text.append('\t').append(field).append('\t').append(prose).append('\n'));
          }
        });
    return text.toString();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
