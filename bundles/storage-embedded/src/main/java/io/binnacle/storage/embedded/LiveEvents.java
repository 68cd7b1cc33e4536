package io.binnacle.storage.embedded;

import io.binnacle.api.storage.WatchEvent;
import io.binnacle.storage.embedded.index.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one group, each made when the first watch wants it and shared by all. Used by the
 * delivery thread.
 */
final class LiveEvents {
  private final List<Group.Change> changes;
  private final Values values;
  private final @Nullable WatchEvent[] made;

  LiveEvents(List<Group.Change> changes, Values values) {
    this.changes = changes;
    this.values = values;
    this.made = new WatchEvent[changes.size()];
  }

  /** The events that a watch wants and has not had. */
  List<WatchEvent> of(Watch watch) {
    List<WatchEvent> events = new ArrayList<>();
    for (int i = 0; i < made.length; i++) {
      Version version = changes.get(i).version();
      if (version.revision() >= watch.next() && watch.wants(version.key())) {
        WatchEvent event = made[i];
        if (event == null) {
          event = made(changes.get(i));
          made[i] = event;
        }
        events.add(event);
      }
    }
    return events;
  }

  private WatchEvent made(Group.Change change) {
    Version version = change.version();
    return new WatchEvent(
        version.key(),
        version.revision(),
        version.isDeleted() ? null : Values.with(version, change.value()),
        values.read(change.previous()));
  }
}
