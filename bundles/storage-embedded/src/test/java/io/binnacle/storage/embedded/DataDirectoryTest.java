package io.binnacle.storage.embedded;

import static io.binnacle.storage.embedded.StoreSteps.QUIET;
import static io.binnacle.storage.embedded.StoreSteps.all;
import static io.binnacle.storage.embedded.StoreSteps.assertRefused;
import static io.binnacle.storage.embedded.StoreSteps.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.StorageException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder: made, locked, refused. */
class DataDirectoryTest {
  @TempDir Path temp;

  @Test
  void aMissingFolderIsMadeForItsOwnerOnly() throws Exception {
    Path dir = temp.resolve("new/data");
    assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"));
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
      put(storage, "/a", "x");
      assertEquals("rwx------", mode(dir));
      try (var files = Files.list(dir)) {
        files.forEach(file -> assertEquals("rw-------", mode(file), file::toString));
      }
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderInUseByThisProcessIsRefusedAndItsUserUnharmed() throws Exception {
    Path dir = temp.resolve("data");
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
      put(storage, "/a", "x");
      assertRefused(dir, Code.UNAVAILABLE, "in use by another server (this process)");
      assertRefused(temp.resolve("data/../data"), Code.UNAVAILABLE, "in use");
      put(storage, "/a", "y");
    }
    try (EmbeddedStorage storage = EmbeddedStorage.open(dir, QUIET)) {
      assertEquals(Map.of("/a", "y"), all(storage, 0));
    }
  }

  @Test
  void aFolderInUseByAnotherProcessIsRefusedWithItsNumberUntilThatIsKilled() throws Exception {
    Path dir = temp.resolve("data");
    try (WriterProcess other = WriterProcess.start(dir)) {
      other.awaitLines(1);
      assertRefused(
          dir, Code.UNAVAILABLE, "in use by another server (process " + other.pid() + ")");
      other.kill();
    }
    EmbeddedStorage.open(dir, QUIET).close();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertRefused(file, Code.UNAVAILABLE, "is not a directory");
    assertRefused(file.resolve("sub"), Code.UNAVAILABLE, "can't be used");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsRefused() throws Exception {
    Path dir = Files.createDirectory(temp.resolve("locked"));
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(dir), "root may write everywhere");
    assertRefused(dir, Code.UNAVAILABLE, "permission denied");
  }

  @Test
  void theComponentNeedsAFolderAndPassesOnWhyItCantBeOpened() throws Exception {
    assertThrows(
        IllegalArgumentException.class, () -> new EmbeddedStorageComponent(Map.of("x", "y")));
    Map<String, Object> configuration = Map.of("dataDir", temp.resolve("data").toString());
    EmbeddedStorageComponent component = new EmbeddedStorageComponent(configuration);
    StorageException second =
        assertThrows(StorageException.class, () -> new EmbeddedStorageComponent(configuration));
    assertTrue(second.getMessage().contains("in use"));
    assertEquals("", component.health());
    component.close();
    assertEquals("storage is closed", component.health());
    new EmbeddedStorageComponent(configuration).close();
  }
}
