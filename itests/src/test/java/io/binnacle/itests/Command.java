package io.binnacle.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command to its end, a minute unless said otherwise, with its output in files so that none
 * can block.
 */
public final class Command {
  private static final long LIMIT_SECONDS = 60;

  private Command() {}

  public static Outcome run(List<String> words, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    return run(words, environment, input, LIMIT_SECONDS);
  }

  public static Outcome run(
      List<String> words, Map<String, String> environment, String input, long limitSeconds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("command");
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            words + " did not end within " + limitSeconds + " s\n" + Files.readString(err));
      }
      return new Outcome(process.exitValue(), text(out), text(err));
    } finally {
      for (Path file : List.of(in, out, err, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
