package io.binnacle.cacher;

import io.binnacle.api.storage.KeyValue;
import io.binnacle.api.storage.WatchEvent;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.SharedParts;
import io.binnacle.api.translate.Translator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what is stored into what is cached. Bytes that the type's translator can't read, or fails
 * on, take that one object aside and nothing else. Thread-safe.
 */
final class StoredObjects {
  private static final Logger LOG = LoggerFactory.getLogger(StoredObjects.class);

  private final StoreSnapshot nothing;
  private final Translator translator;
  private final SharedParts parts = new SharedParts();

  StoredObjects(StoreSnapshot nothing, Translator translator) {
    this.nothing = nothing;
    this.translator = translator;
  }

  StoredChange translate(WatchEvent event) {
    KeyValue stored = event.current();
    return stored == null
        ? new StoredChange(event.key(), event.revision(), null, null)
        : translate(stored);
  }

  private StoredChange translate(KeyValue stored) {
    long revision = stored.modRevision();
    try {
      LocalObject object = translator.toLocal(stored.key(), stored.value(), revision);
      return new StoredChange(stored.key(), revision, object.sharing(parts), null);
    } catch (RuntimeException e) {
      LOG.error(
          "{} is set aside, its stored bytes can't be read: {}", stored.key(), e.getMessage());
      return new StoredChange(stored.key(), revision, null, String.valueOf(e.getMessage()));
    }
  }

  Reading reading() {
    return new Reading();
  }

  /** A state in the making, read page by page. Used by one thread at a time. */
  final class Reading {
    private final List<LocalObject> objects = new ArrayList<>();
    private final Map<String, String> setAside = new HashMap<>();

    void add(KeyValue stored) {
      StoredChange read = translate(stored);
      LocalObject object = read.object();
      if (object != null) {
        objects.add(object);
      } else {
        setAside.put(read.key(), String.valueOf(read.unreadable()));
      }
    }

    StoreSnapshot snapshot(long revision) {
      return new StoreSnapshot(
          nothing.prefix(),
          revision,
          ObjectTree.of(objects),
          Map.copyOf(setAside),
          nothing.reads());
    }
  }
}
