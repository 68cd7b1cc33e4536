package io.binnacle.storage.embedded.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Where a log lives, and what it needs from outside.
 *
 * @param path the folder
 * @param salts random numbers, one per new segment
 * @param sync makes a file's content durable
 */
public record LogFolder(Path path, LongSupplier salts, Sync sync) {
  /** The step between written and durable. */
  @FunctionalInterface
  public interface Sync {
    /** The operating system's own: fdatasync, which also saves a file's new length. */
    Sync SYSTEM = channel -> channel.force(false);

    void force(FileChannel channel) throws IOException;
  }
}
