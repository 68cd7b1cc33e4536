package io.binnacle.benchmarks.storage;

/**
 * What the comparison needs of an engine: revisioned puts in groups, each group durable at once.
 */
interface EngineUnderTest {
  /** Applies the puts in order, one revision each, and returns once they are on disk. */
  void commit(java.util.List<Put> group) throws Exception;

  /** Reads every current value and returns how many there are. */
  long readAll() throws Exception;

  /** Forgets all revisions but the newest of each key and gives the room back to the disk. */
  void compact() throws Exception;

  /** Closes it in order. */
  void close() throws Exception;

  record Put(String key, byte[] value) {}
}
