package io.binnacle.cacher;

import io.binnacle.api.translate.LocalObject;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Those objects of an iteration that a filter passes, found as they are asked for. */
final class Selected implements Iterator<LocalObject> {
  private final Iterator<LocalObject> all;
  private final WatchFilter filter;
  private final ReadMetrics reads;
  private @Nullable LocalObject next;

  Selected(Iterator<LocalObject> all, WatchFilter filter, ReadMetrics reads) {
    this.reads = reads;
    this.all = all;
    this.filter = filter;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      LocalObject object = all.next();
      if (filter.passes(object)) {
        reads.returned(1);
        next = object;
      }
    }
    return next != null;
  }

  @Override
  public LocalObject next() {
    LocalObject found = hasNext() ? next : null;
    next = null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    return found;
  }
}
