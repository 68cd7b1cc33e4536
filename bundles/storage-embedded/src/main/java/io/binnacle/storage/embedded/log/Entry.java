package io.binnacle.storage.embedded.log;

/** What the log records: one change, or one fact about the log itself. */
public sealed interface Entry {
  /** A key written. */
  record Put(long revision, long createRevision, long lease, String key, byte[] value)
      implements Entry {}

  /** A key deleted. */
  record Delete(long revision, String key) implements Entry {}

  /** A lease granted. */
  record Grant(long lease, long ttlSeconds) implements Entry {}

  /** A lease ended; its keys' deletions stand before this entry. */
  record Revoke(long lease) implements Entry {}

  /** History below {@code revision} forgotten. */
  record Compact(long revision) implements Entry {}

  /** The store's numbers as of a snapshot; its first entry. */
  record State(long revision, long compacted) implements Entry {}

  /** A snapshot's last entry, which proves that it is whole. */
  record End(long entries) implements Entry {}

  /** The store was opened or closed in order; it separates what came before from what follows. */
  record Mark(boolean closed) implements Entry {}
}
