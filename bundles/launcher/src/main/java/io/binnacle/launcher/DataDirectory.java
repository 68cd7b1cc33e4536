package io.binnacle.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of one server. Its {@code server.lock} is locked while the server runs; the operating
 * system frees the lock however the process ends, so that none is ever left behind.
 */
final class DataDirectory implements Closeable {
  private final FileChannel channel;

  private DataDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folders where missing, readable by their owner alone, and takes the lock. Whoever
   * claims keeps what is returned: a channel that nothing refers to is closed, and its lock gone.
   */
  static DataDirectory claim(Path dataDir, Path deployDir) {
    make(dataDir, "data directory");
    DataDirectory claimed = new DataDirectory(lock(dataDir));
    make(deployDir, "deploy directory");
    return claimed;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void make(Path folder, String what) {
    try {
      boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, ownerOnly);
      }
    } catch (IOException e) {
      throw new StartException("cannot make " + what + " " + folder + ": " + reason(e));
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new StartException(what + " " + folder + " is not readable");
    }
  }

  private static FileChannel lock(Path dataDir) {
    try {
      FileChannel channel =
          FileChannel.open(
              dataDir.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(dataDir);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      throw inUse(dataDir);
    } catch (IOException e) {
      throw new StartException("data directory " + dataDir + " is not writable: " + reason(e));
    }
  }

  private static StartException inUse(Path dataDir) {
    return new StartException("data directory " + dataDir + " is in use by another server");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    return String.valueOf(e.getMessage());
  }
}
