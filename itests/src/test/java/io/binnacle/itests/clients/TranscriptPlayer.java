package io.binnacle.itests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.Kubectl;
import io.binnacle.itests.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a transcript with kubectl in a namespace and a folder of its own. In files and commands
 * {@code $NS} stands for the namespace and {@code $DIR} for the folder, which also holds a
 * certificate, {@code tls.crt}, and its {@code tls.key}; in commands, {@code $(…)} stands for what
 * the command within writes, and words such as {@code NAME=value} before the first argument are
 * environment variables.
 */
final class TranscriptPlayer {
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_]+=.*", Pattern.DOTALL);
  private static final Pattern INNER = Pattern.compile("\\$\\((.*?)\\)");

  private final Kubectl kubectl;
  private final String namespace;
  private final Path folder;

  /**
   * @param admin kubectl with a kubeconfig that names no namespace
   * @param folder for the files, its name is the namespace
   */
  TranscriptPlayer(Kubectl admin, Path folder) throws IOException {
    this.namespace = folder.getFileName().toString();
    this.folder = folder;
    Files.createDirectories(folder);
    String config = Files.readString(admin.kubeconfig());
    secret(config, "client-certificate-data", "tls.crt");
    secret(config, "client-key-data", "tls.key");
    Path own = folder.resolve("kubeconfig");
    Files.writeString(own, config.replaceFirst("(\n +)user: ", "$1namespace: " + namespace + "$0"));
    this.kubectl = admin.with(Map.of("KUBECONFIG", own.toString()));
  }

  private void secret(String config, String field, String file) throws IOException {
    Matcher value = Pattern.compile(field + ": (\\S+)").matcher(config);
    assertTrue(value.find(), field);
    Files.write(folder.resolve(file), Base64.getDecoder().decode(value.group(1)));
  }

  /** Fails at the first command that ends or writes otherwise. */
  void play(Transcript transcript) throws IOException, InterruptedException {
    kubectl.run("create", "namespace", namespace).ok();
    for (Transcript.Step step : transcript.steps()) {
      if (step instanceof Transcript.TextFile file) {
        write(file);
      } else if (step instanceof Transcript.Command command) {
        check(command);
      }
    }
  }

  private void write(Transcript.TextFile file) throws IOException {
    Path path = folder.resolve(file.name());
    Files.createDirectories(path.getParent());
    Files.writeString(path, filled(file.content()));
    assertTrue(path.toFile().setExecutable(true));
  }

  private void check(Transcript.Command command) throws IOException, InterruptedException {
    Outcome outcome = run(command.line());
    String text = outcome.out().isEmpty() ? "" : outcome.out() + "\n";
    String written =
        (text + outcome.err()).replace(folder.toString(), "$DIR").replace(namespace, "$NS");
    String failure = command.line() + "\nends with " + outcome.status() + " and writes\n" + written;
    assertEquals(command.succeeds(), outcome.status() == 0, failure);
    assertTrue(
        command.matches(written),
        () -> failure + "\nwhat it shall write:\n" + String.join("\n", command.output()));
  }

  private Outcome run(String line) throws IOException, InterruptedException {
    Matcher inner = INNER.matcher(line);
    String whole = inner.find() ? inner.replaceFirst(run(inner.group(1)).ok().out()) : line;
    List<String> words = ShellWords.of(filled(whole));
    Map<String, String> variables = new HashMap<>();
    int first = 0;
    while (first < words.size() && VARIABLE.matcher(words.get(first)).matches()) {
      String[] pair = words.get(first).split("=", 2);
      variables.put(pair[0], pair[1]);
      first++;
    }
    return kubectl.with(variables).run(words.subList(first, words.size()).toArray(String[]::new));
  }

  private String filled(String text) {
    return text.replace("$NS", namespace).replace("$DIR", folder.toString());
  }
}
