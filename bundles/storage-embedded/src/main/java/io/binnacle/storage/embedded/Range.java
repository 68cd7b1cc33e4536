package io.binnacle.storage.embedded;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.RangeRequest;
import io.binnacle.api.storage.RangeResult;
import io.binnacle.api.storage.StorageException;
import io.binnacle.storage.embedded.index.KeyIndex;
import io.binnacle.storage.embedded.index.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One range read, done on a reader thread. */
final class Range {
  private final KeyIndex index;
  private final Values values;
  private final RangeRequest request;

  Range(KeyIndex index, Values values, RangeRequest request) {
    this.index = index;
    this.values = values;
    this.request = request;
  }

  RangeResult read() {
    while (true) {
      long newest = index.revision();
      long at = request.revision() == 0 ? newest : request.revision();
      if (at > newest) {
        throw Failures.future(at, newest);
      }
      RangeResult result = at < index.compacted() ? null : readAt(at);
      // Asked after reading: what was read before the keeper came is whole.
      if (result != null && at >= index.compacted()) {
        return result;
      }
      if (request.revision() != 0) {
        throw Failures.compacted(at, index.compacted());
      }
    }
  }

  /** What the range held, null if the keeper has been there meanwhile. */
  private @Nullable RangeResult readAt(long at) {
    List<Version> versions = new ArrayList<>();
    long count;
    if (request.end().isEmpty()) {
      Version version = index.get(request.start(), at);
      count = version == null ? 0 : 1;
      if (version != null) {
        versions.add(version);
      }
    } else {
      count = index.range(request.start(), request.end(), at, request.limit(), versions);
    }
    List<KeyValue> items = new ArrayList<>(versions.size());
    try {
      versions.forEach(version -> items.add(values.readWritten(version)));
    } catch (StorageException e) {
      if (e.code() == StorageException.Code.COMPACTED) {
        return null;
      }
      throw e;
    }
    return new RangeResult(at, items, count > items.size(), count);
  }
}
