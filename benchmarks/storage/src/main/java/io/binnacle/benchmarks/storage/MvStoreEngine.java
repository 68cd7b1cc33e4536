package io.binnacle.benchmarks.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2 MVStore: one map of revisions to records, one of keys to their newest revision. */
final class MvStoreEngine implements EngineUnderTest {
  private final MVStore store;
  private final MVMap<Long, byte[]> records;
  private final MVMap<String, Long> newest;
  private long revision;

  MvStoreEngine(Path dir) {
    store =
        new MVStore.Builder()
            .fileName(dir.resolve("data.mv").toString())
            .autoCommitDisabled()
            .cacheSize(16)
            .open();
    records = store.openMap("records");
    newest = store.openMap("newest");
    revision = records.isEmpty() ? 1 : records.lastKey();
  }

  @Override
  public void commit(List<Put> group) {
    for (Put put : group) {
      byte[] key = put.key().getBytes(StandardCharsets.UTF_8);
      byte[] record = new byte[4 + key.length + put.value().length];
      record[0] = (byte) key.length;
      System.arraycopy(key, 0, record, 4, key.length);
      System.arraycopy(put.value(), 0, record, 4 + key.length, put.value().length);
      records.append(++revision, record);
      newest.put(put.key(), revision);
    }
    store.commit();
    store.sync();
  }

  @Override
  public long readAll() {
    long count = 0;
    for (var it = newest.cursor(null); it.hasNext(); ) {
      it.next();
      if (records.get(it.getValue()) != null) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void compact() {
    var keep = new java.util.HashSet<Long>(newest.values());
    for (long r = records.isEmpty() ? revision : records.firstKey(); r <= revision; r++) {
      if (!keep.contains(r)) {
        records.remove(r);
      }
      if (r % 20_000 == 0) {
        store.commit();
      }
    }
    store.commit();
    store.setRetentionTime(0);
    store.compactFile(60_000);
  }

  @Override
  public void close() {
    store.close();
  }
}
