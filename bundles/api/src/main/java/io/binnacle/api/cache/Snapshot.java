package io.binnacle.api.cache;

import io.binnacle.api.translate.LocalObject;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** All objects of a type as of one revision. Immutable: reading it never waits for a writer. */
public interface Snapshot {
  /** The revision of storage that it shows. */
  long revision();

  /** The object, or null; {@code namespace} is "" for cluster-wide types. */
  @Nullable LocalObject get(String namespace, String name);

  /**
   * The objects in key order.
   *
   * @param namespace only of this namespace, "" for all
   * @param afterKey only those whose key sorts behind this one, "" for all
   */
  Collection<LocalObject> list(String namespace, String afterKey);
}
