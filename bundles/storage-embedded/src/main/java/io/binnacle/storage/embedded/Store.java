package io.binnacle.storage.embedded;

import io.binnacle.storage.embedded.index.KeyIndex;
import io.binnacle.storage.embedded.index.Leases;
import io.binnacle.storage.embedded.index.Version;
import io.binnacle.storage.embedded.log.BadEntryException;
import io.binnacle.storage.embedded.log.Entry;
import io.binnacle.storage.embedded.log.LogFolder;
import io.binnacle.storage.embedded.log.LogStore;
import io.binnacle.storage.embedded.log.Recovery;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an open store that its threads share.
 *
 * @param options how it behaves
 * @param log the files
 * @param index the keys
 * @param leases the leases
 * @param values values by version
 */
record Store(EmbeddedOptions options, LogStore log, KeyIndex index, Leases leases, Values values) {
  /** Reads a folder into memory. */
  static Store open(Path dir, EmbeddedOptions options, LogFolder.Sync sync) {
    KeyIndex index = new KeyIndex();
    Leases leases = new Leases(options.nanoTime());
    SecureRandom random = new SecureRandom();
    LogStore log =
        Recovery.open(new LogFolder(dir, random::nextLong, sync), new Replayer(index, leases));
    return new Store(options, log, index, leases, new Values(log));
  }

  /** Builds the index anew from the log. */
  private record Replayer(KeyIndex index, Leases leases) implements Recovery.Replay {
    @Override
    public void entry(Entry entry, long place, int length) throws BadEntryException {
      if (entry instanceof Entry.Put put) {
        Version before = index.newest(put.key());
        add(
            Version.written(put.key(), put.revision(), put.createRevision(), put.lease(), before),
            before,
            place,
            length);
      } else if (entry instanceof Entry.Delete delete) {
        Version before = index.newest(delete.key());
        add(Version.deleted(delete.key(), delete.revision(), before), before, place, length);
      } else if (entry instanceof Entry.Grant grant) {
        leases.grant(grant.lease(), grant.ttlSeconds());
      } else if (entry instanceof Entry.Revoke revoke) {
        leases.end(revoke.lease());
      } else if (entry instanceof Entry.Compact compact) {
        if (compact.revision() > index.compacted()) {
          index.forgetBelow(compact.revision());
        }
      } else if (entry instanceof Entry.State state) {
        index.restore(state.revision(), state.compacted());
      }
    }

    private void add(Version version, @Nullable Version before, long place, int length)
        throws BadEntryException {
      // A snapshot's entries come key by key and are covered by its state's revision.
      if (version.revision() > index.revision()) {
        if (version.revision() != index.revision() + 1) {
          throw new BadEntryException(
              "revision " + version.revision() + " follows " + index.revision());
        }
        index.publish(version.revision());
      }
      index.add(version);
      index.placed(version, place, length);
      leases.move(version.key(), before, version);
    }
  }
}
