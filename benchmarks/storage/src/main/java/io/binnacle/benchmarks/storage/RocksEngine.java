package io.binnacle.benchmarks.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB: {@code r<revision>} holds records, {@code k<key>} the newest revision of a key. */
final class RocksEngine implements EngineUnderTest {
  private final RocksDB db;
  private final WriteOptions sync;
  private long revision = 1;

  RocksEngine(Path dir) throws Exception {
    RocksDB.loadLibrary();
    sync = new WriteOptions().setSync(true);
    db =
        RocksDB.open(
            new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.NO_COMPRESSION),
            dir.toString());
    try (var it = db.newIterator()) {
      it.seekForPrev(revisionKey(Long.MAX_VALUE));
      if (it.isValid() && it.key()[0] == 'r') {
        revision = ByteBuffer.wrap(it.key(), 1, 8).getLong();
      }
    }
  }

  private static byte[] revisionKey(long revision) {
    return ByteBuffer.allocate(9).put((byte) 'r').putLong(revision).array();
  }

  @Override
  public void commit(List<Put> group) throws Exception {
    try (var batch = new WriteBatch()) {
      for (Put put : group) {
        byte[] at = revisionKey(++revision);
        batch.put(at, put.value());
        batch.put(("k" + put.key()).getBytes(StandardCharsets.UTF_8), at);
      }
      db.write(sync, batch);
    }
  }

  @Override
  public long readAll() throws Exception {
    long count = 0;
    try (var it = db.newIterator()) {
      for (it.seek(new byte[] {'k'}); it.isValid() && it.key()[0] == 'k'; it.next()) {
        if (db.get(it.value()) != null) {
          count++;
        }
      }
    }
    return count;
  }

  @Override
  public void compact() throws Exception {
    var keep = new java.util.HashSet<Long>();
    try (var it = db.newIterator()) {
      for (it.seek(new byte[] {'k'}); it.isValid() && it.key()[0] == 'k'; it.next()) {
        keep.add(ByteBuffer.wrap(it.value(), 1, 8).getLong());
      }
    }
    try (var lazily = new WriteOptions()) {
      for (long r = 2; r <= revision; r++) {
        if (!keep.contains(r)) {
          db.delete(lazily, revisionKey(r));
        }
      }
    }
    db.compactRange();
  }

  @Override
  public void close() {
    db.close();
  }
}
