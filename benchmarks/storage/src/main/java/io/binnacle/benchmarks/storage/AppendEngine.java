package io.binnacle.benchmarks.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The least that durable writes can cost: records put behind each other in one file, one sync per
 * group. No index, no history, no compaction. Its figures stand for the limit.
 */
final class AppendEngine implements EngineUnderTest {
  private static final int BUFFER_BYTES = 4 << 20;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  AppendEngine(Path dir) throws IOException {
    file =
        FileChannel.open(
            dir.resolve("data"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    file.position(file.size());
  }

  @Override
  public void commit(List<Put> group) throws IOException {
    for (Put put : group) {
      byte[] key = put.key().getBytes(StandardCharsets.UTF_8);
      if (buffer.remaining() < 8 + key.length + put.value().length) {
        write();
      }
      buffer.putInt(key.length).put(key).putInt(put.value().length).put(put.value());
    }
    write();
    file.force(false);
  }

  private void write() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public long readAll() throws IOException {
    Set<String> keys = new HashSet<>();
    file.position(0);
    buffer.clear();
    while (file.read(buffer) >= 0) {
      buffer.flip();
      while (take(keys)) {}
      buffer.compact();
    }
    buffer.clear();
    file.position(file.size());
    return keys.size();
  }

  /** Reads one record; false, and nothing read, if the buffer holds only a part of it. */
  private boolean take(Set<String> keys) {
    buffer.mark();
    if (buffer.remaining() >= 4) {
      byte[] key = new byte[buffer.getInt()];
      if (buffer.remaining() >= key.length + 4) {
        buffer.get(key);
        byte[] value = new byte[buffer.getInt()];
        if (buffer.remaining() >= value.length) {
          buffer.get(value);
          keys.add(new String(key, StandardCharsets.UTF_8));
          return true;
        }
      }
    }
    buffer.reset();
    return false;
  }

  @Override
  public void compact() {
    // Nothing is ever forgotten.
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
