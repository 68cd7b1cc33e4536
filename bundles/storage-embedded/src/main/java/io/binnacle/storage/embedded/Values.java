package io.binnacle.storage.embedded;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.StorageException;
import io.binnacle.storage.embedded.index.Version;
import io.binnacle.storage.embedded.log.LogStore;
import org.jspecify.annotations.Nullable;

/** Reads the values of versions from disk. Any thread. */
final class Values {
  private final LogStore log;

  Values(LogStore log) {
    this.log = log;
  }

  /**
   * A version with its value; null for none and for a deletion.
   *
   * @throws StorageException if it can't be read; {@code COMPACTED} if it was forgotten meanwhile
   */
  @Nullable KeyValue read(@Nullable Version version) {
    return version == null || version.isDeleted() ? null : readWritten(version);
  }

  KeyValue readWritten(Version version) {
    while (true) {
      long place = version.place();
      byte[] value = log.value(place, version.length());
      if (value != null) {
        return with(version, value);
      }
      // The keeper moves versions before it removes the files they stood in.
      if (place == version.place()) {
        throw new StorageException(
            StorageException.Code.COMPACTED,
            "revision " + version.revision() + " of " + version.key() + " has been compacted");
      }
    }
  }

  static KeyValue with(Version version, byte[] value) {
    return new KeyValue(
        version.key(), value, version.createRevision(), version.revision(), version.lease());
  }
}
