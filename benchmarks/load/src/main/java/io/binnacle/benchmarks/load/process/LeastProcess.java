package io.binnacle.benchmarks.load.process;

import io.binnacle.benchmarks.load.client.Endpoint;
import io.binnacle.benchmarks.load.least.LeastServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link LeastServer} in its own process, with the JVM flags of the server it is compared with. */
public final class LeastProcess implements AutoCloseable {
  private static final long START_SECONDS = 30;

  private final ChildProcess process;
  private final Target target;

  private LeastProcess(Settings settings, Path dir, int extraBytes)
      throws IOException, InterruptedException {
    Path keys = dir.resolve("least.p12");
    makeKeys(settings, keys);
    List<String> command = new ArrayList<>();
    command.add(settings.java().toString());
    command.addAll(List.of(settings.javaFlags().strip().split("\\s+")));
    command.addAll(
        List.of(
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            System.getProperty("java.class.path"),
            LeastServer.class.getName(),
            keys.toString(),
            dir.resolve("least.log").toString(),
            Integer.toString(extraBytes)));
    this.process =
        new ChildProcess(new ProcessBuilder(command), dir.resolve("least.err"), "Serving ");
    String url = process.line(START_SECONDS).split(" ")[1];
    this.target = new Target("least", Endpoint.of(url, "none"), List.of(process.pid()));
  }

  /**
   * @param extraBytes how many bytes longer an object is made, to be as long as the other server's
   */
  public static LeastProcess start(Settings settings, Path dir, int extraBytes)
      throws IOException, InterruptedException {
    return new LeastProcess(settings, dir, extraBytes);
  }

  private static void makeKeys(Settings settings, Path keys)
      throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                settings.tool("keytool").toString(),
                "-genkeypair",
                "-alias",
                "least",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                LeastServer.PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool cannot make " + keys);
    }
  }

  public Target target() {
    return target;
  }

  @Override
  public void close() {
    process.close();
  }
}
