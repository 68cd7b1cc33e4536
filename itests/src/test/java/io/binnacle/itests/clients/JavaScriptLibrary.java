package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.itests.Command;
import io.binnacle.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JavaScript client, in a process of Node.js. Its programs are in src/test/javascript. */
final class JavaScriptLibrary implements Library {
  private final Map<String, String> environment;
  private Process informer;
  private BufferedReader told;

  JavaScriptLibrary(Path kubeconfig) {
    Path tools = Path.of(System.getProperty("binnacle.tools", ".")).toAbsolutePath().normalize();
    this.environment =
        Map.of(
            "KUBECONFIG", kubeconfig.toString(),
            "PACKAGES", tools.resolve("javascript").toString());
  }

  private static List<String> node(String program, String namespace) {
    Path file = Path.of("src/test/javascript", program).toAbsolutePath();
    return List.of("node", file.toString(), namespace);
  }

  @Override
  public void useOnce(String namespace) throws Exception {
    assertEquals("done\n", Command.run(node("use.mjs", namespace), environment, "").ok().out());
  }

  @Override
  public void follow(String namespace) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(node("follow.mjs", namespace))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    informer = builder.start();
    told = informer.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, String> followed() throws IOException {
    OutputStream ask = informer.getOutputStream();
    ask.write("tell\n".getBytes(StandardCharsets.UTF_8));
    ask.flush();
    String line = told.readLine();
    if (line == null) {
      throw new IOException("the informer's process has ended");
    }
    Map<String, String> state = new TreeMap<>();
    ((Map<?, ?>) Json.parse(line))
        .forEach((name, version) -> state.put((String) name, (String) version));
    return state;
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.destroyForcibly().onExit().join();
    }
  }
}
