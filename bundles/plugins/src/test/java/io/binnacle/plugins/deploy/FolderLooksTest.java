package io.binnacle.plugins.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLooksTest {
  @TempDir private Path parent;
  private final List<String> told = new ArrayList<>();
  private Path folder;
  private FolderLooks looks;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(parent.resolve("plugins"));
    looks =
        new FolderLooks(
            folder,
            file -> told.add("+" + file.getFileName()),
            file -> told.add("-" + file.getFileName()));
  }

  @AfterEach
  void close() {
    looks.close();
  }

  private void expect(String... what) {
    looks.look();
    assertEquals(List.of(what), told);
    told.clear();
  }

  @Test
  void aJarIsToldOfOnceItHasStoppedGrowing() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "1");
    expect();
    Files.writeString(folder.resolve("a.jar"), "12");
    expect();
    expect("+a.jar");
    expect();
    Files.writeString(folder.resolve("a.jar"), "123");
    expect();
    expect("+a.jar");
  }

  @Test
  void aJarThatGoesIsToldOfAndMayComeBack() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "1");
    expect();
    expect("+a.jar");
    Path aside = Files.move(jar, parent.resolve("a.jar"));
    expect("-a.jar");
    Files.move(aside, jar);
    expect();
    expect("+a.jar");
  }

  @Test
  void aJarThatWasNeverToldOfDoesNotGo() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "1");
    expect();
    Files.delete(jar);
    expect();
  }

  @Test
  void nothingButFilesNamedJarCounts() throws IOException {
    Files.writeString(folder.resolve("a.jar.part"), "1");
    Files.createDirectories(folder.resolve("available.jar"));
    Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("a.jar.part"));
    expect();
    expect();
  }

  @Test
  void aFolderThatGoesTakesItsJarsAlong() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "1");
    expect();
    expect("+a.jar");
    Files.delete(jar);
    Files.delete(folder);
    expect("-a.jar");
    expect();
  }

  @Test
  void itLooksByItselfAfterWhatComesFirstAndGoesOnThoughThatFails() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    AtomicBoolean ready = new AtomicBoolean();
    Path missing = parent.resolve("made/by/itself");
    try (FolderLooks own = new FolderLooks(missing, file -> seen.countDown(), file -> {})) {
      own.open(
          () -> {
            throw new IllegalStateException("on purpose");
          },
          ready::get,
          10);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!Files.isDirectory(missing)) {
        Assertions.assertTrue(System.nanoTime() < end, "not made");
        Thread.sleep(5);
      }
      Files.writeString(missing.resolve("a.jar"), "1");
      Assertions.assertFalse(seen.await(100, TimeUnit.MILLISECONDS), "looked too early");
      ready.set(true);
      Assertions.assertTrue(seen.await(20, TimeUnit.SECONDS));
    }
  }
}
