package io.binnacle.storage.embedded.log;

import io.binnacle.api.storage.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder that this process alone may use, made for its owner only. The lock is the operating
 * system's, so it goes when the process does, however it ends.
 */
public final class DataDirectory implements Closeable {
  private static final String LOCK = "LOCK";

  // Closing any channel of a file drops the locks that this process holds on it (fcntl), so a
  // second
  // open in one process must be refused before it touches the file: a fact of the process, hence
  // static.
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockChannel;

  private DataDirectory(Path path, FileChannel lockChannel) {
    this.path = path;
    this.lockChannel = lockChannel;
  }

  /**
   * Makes the folder if it is missing, and locks it.
   *
   * @throws StorageException if it can't be made, written, or is in use
   */
  public static DataDirectory open(Path wanted) {
    Path path = made(wanted);
    if (!OPEN.add(path)) {
      throw inUse(path, "this process");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path.resolve(LOCK),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              ownerOnly(path, false));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(path, owner(channel));
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new DataDirectory(path, channel);
    } catch (OverlappingFileLockException e) {
      throw failed(path, channel, inUse(path, "this process"));
    } catch (StorageException e) {
      throw failed(path, channel, e);
    } catch (IOException e) {
      throw failed(path, channel, unusable(path, e));
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Lets others use the folder. */
  @Override
  public void close() throws IOException {
    lockChannel.close();
    OPEN.remove(path);
  }

  private static Path made(Path wanted) {
    Path absolute = wanted.toAbsolutePath().normalize();
    try {
      if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
        throw new StorageException(
            StorageException.Code.UNAVAILABLE,
            "data directory " + absolute + " is not a directory");
      }
      if (!Files.exists(absolute)) {
        Path parent = absolute.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(absolute, ownerOnly(parent == null ? absolute : parent, true));
      }
      return absolute.toRealPath();
    } catch (IOException e) {
      throw unusable(absolute, e);
    }
  }

  /** Attributes of a new file (0600) or folder (0700), none where the file system has no modes. */
  static FileAttribute<?>[] ownerOnly(Path in, boolean folder) {
    if (Files.getFileAttributeView(in, PosixFileAttributeView.class) == null) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(
          PosixFilePermissions.fromString(folder ? "rwx------" : "rw-------"))
    };
  }

  /** Makes names added to or removed from a folder durable. */
  static void force(Path dir) throws IOException {
    try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(32);
    int length = channel.read(pid, 0);
    return length > 0
        ? "process " + new String(pid.array(), 0, length, StandardCharsets.US_ASCII).strip()
        : "another process";
  }

  private static StorageException inUse(Path path, String by) {
    return new StorageException(
        StorageException.Code.UNAVAILABLE,
        "data directory " + path + " is in use by another server (" + by + ")");
  }

  private static StorageException unusable(Path path, IOException e) {
    String why =
        e instanceof AccessDeniedException denied
            ? "permission denied on " + denied.getFile()
            : e.toString();
    return new StorageException(
        StorageException.Code.UNAVAILABLE, "data directory " + path + " can't be used: " + why, e);
  }

  private static StorageException failed(
      Path path, @Nullable FileChannel channel, StorageException why) {
    OPEN.remove(path);
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        why.addSuppressed(e);
      }
    }
    return why;
  }
}
