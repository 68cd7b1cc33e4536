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
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a compressed text: a line per structure with its name, a tab and its description, and
 * below it a line per field that starts with a tab and has the same form; line breaks within a
 * description are written {@code \n}, backslashes {@code \\}. It comes from the sources of the
 * client's model classes and of its protobuf messages, which stand on the class path.
 */
public final class ProseExtractor {
  private static final String MODELS = "io/kubernetes/client/openapi/models/";
  private static final String MESSAGES = "io/kubernetes/client/proto/";

  /** What is served, and the older version of a kind whose words its Table still has. */
  private static final Pattern SERVED =
      Pattern.compile(
          MESSAGES
              + "(Meta|Resource|Runtime|IntStr|V1(?!alpha|beta)\\w*|V2Autoscaling"
              + "|V1beta1Certificates)\\.java");

  private ProseExtractor() {}

  /**
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, ModelSource> models = new TreeMap<>();
    eachSource(
        MODELS + "V1Pod.java",
        (name, source) -> {
          if (name.startsWith(MODELS) && name.endsWith(".java")) {
            models.put(
                name.substring(MODELS.length(), name.length() - ".java".length()),
                ModelSource.parse(source));
          }
        });
    Map<String, ProtoSource.Message> messages = new TreeMap<>();
    eachSource(
        MESSAGES + "V1.java",
        (name, source) -> {
          if (SERVED.matcher(name).matches()) {
            ProtoSource.parse(source, messages);
          }
        });
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new BestGzip(Files.newOutputStream(file))) {
      out.write(text(MergedProse.of(models, messages)).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * @param anchor a source that every version of the client has: shows where the sources are
   */
  private static void eachSource(String anchor, BiConsumer<String, String> found)
      throws IOException {
    URL place = Thread.currentThread().getContextClassLoader().getResource(anchor);
    if (place == null) {
      throw new IllegalStateException("no sources with " + anchor + " on the class path");
    }
    JarURLConnection connection = (JarURLConnection) place.openConnection();
    connection.setUseCaches(false);
    try (JarFile sources = connection.getJarFile()) {
      for (Enumeration<JarEntry> all = sources.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          try (InputStream stream = sources.getInputStream(entry)) {
            found.accept(
                entry.getName(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
  }

  static String text(Map<String, ModelSource> models) {
    StringBuilder text = new StringBuilder();
    models.forEach(
        (name, model) -> {
          if (!model.description().isEmpty() || !model.fields().isEmpty()) {
            text.append(name).append('\t').append(line(model.description())).append('\n');
            model
                .fields()
                .forEach(
                    (field, prose) ->
                        text.append('\t')
                            .append(field)
                            .append('\t')
                            .append(line(prose))
                            .append('\n'));
          }
        });
    return text.toString();
  }

  private static String line(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
