package io.binnacle.itests.clients;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.binnacle.itests.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands of kubectl that need no node, each with what people see of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class KubectlTranscriptIT {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/kubectl");

  private TestServer server;
  @TempDir private Path folder;

  @BeforeAll
  void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @TestFactory
  Stream<DynamicContainer> showsWhatItShows() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files.sorted().toList().stream().map(this::container);
    }
  }

  private DynamicContainer container(Path file) {
    String topic = file.getFileName().toString().replace(".txt", "");
    List<Transcript> transcripts;
    try {
      transcripts = Transcript.parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dynamicContainer(
        topic,
        transcripts.stream()
            .map(
                transcript ->
                    dynamicTest(
                        transcript.title(),
                        () -> {
                          String name = topic + "-" + transcripts.indexOf(transcript);
                          new TranscriptPlayer(server.kubectl(), folder.resolve(name))
                              .play(transcript);
                        })));
  }
}
