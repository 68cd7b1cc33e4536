package io.binnacle.storage.embedded;

import io.binnacle.storage.embedded.index.KeyIndex;
import io.binnacle.storage.embedded.index.Leases;
import io.binnacle.storage.embedded.index.Version;
import io.binnacle.storage.embedded.log.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one sync makes durable: entries for the log, the changes they stand for, and what to do once
 * it has succeeded or failed. Filled and used by the writer.
 */
final class Group {
  /**
   * A changed key.
   *
   * @param version the version made
   * @param previous the version before, null if there was none
   * @param value the value written; empty for a deletion
   */
  record Change(Version version, @Nullable Version previous, byte[] value) {}

  private final KeyIndex index;
  private final Leases leases;
  private final List<Entry> entries = new ArrayList<>();
  private final List<@Nullable Version> made = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Runnable> onDurable = new ArrayList<>();
  private final List<Runnable> onFailure = new ArrayList<>();
  private final List<Runnable> acknowledgements = new ArrayList<>();
  private long revision;

  Group(KeyIndex index, Leases leases) {
    this.index = index;
    this.leases = leases;
    this.revision = index.revision();
  }

  /** The revision after all changes so far. */
  long revision() {
    return revision;
  }

  List<Entry> entries() {
    return entries;
  }

  List<Change> changes() {
    return changes;
  }

  /** The version that now stands for a key, null if the key does not exist. */
  @Nullable Version now(String key) {
    Version version = index.newest(key);
    return version == null || version.isDeleted() ? null : version;
  }

  Version write(String key, byte[] value, long lease) {
    Version before = now(key);
    revision++;
    long created = before == null ? revision : before.createRevision();
    Version version = Version.written(key, revision, created, lease, index.newest(key));
    add(version, before, value, new Entry.Put(revision, created, lease, key, value));
    return version;
  }

  void delete(Version before) {
    revision++;
    Version version = Version.deleted(before.key(), revision, before);
    add(version, before, new byte[0], new Entry.Delete(revision, before.key()));
  }

  private void add(Version version, @Nullable Version before, byte[] value, Entry entry) {
    entries.add(entry);
    made.add(version);
    changes.add(new Change(version, before, value));
    index.add(version);
    leases.move(version.key(), before, version);
  }

  /** Adds an entry that changes no key. */
  void note(Entry entry, Runnable whenDurable, Runnable whenFailed) {
    entries.add(entry);
    made.add(null);
    onDurable.add(whenDurable);
    onFailure.add(whenFailed);
  }

  /** Adds what to tell a caller once all is durable. */
  void acknowledge(Runnable task) {
    acknowledgements.add(task);
  }

  List<Runnable> acknowledgements() {
    return acknowledgements;
  }

  /** Makes the changes visible, given the places where their entries stand. */
  void durable(long[] places) {
    for (int i = 0; i < made.size(); i++) {
      Version version = made.get(i);
      if (version != null) {
        index.placed(version, places[i], (int) (places[i + 1] - places[i]));
      }
    }
    onDurable.forEach(Runnable::run);
    index.publish(revision);
  }

  /** Takes all changes back. */
  void failed() {
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      index.takeBack(change.version());
      leases.move(change.version().key(), change.version(), change.previous());
    }
    onFailure.forEach(Runnable::run);
  }
}
