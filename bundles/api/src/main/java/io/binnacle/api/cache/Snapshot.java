package io.binnacle.api.cache;

import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.translate.LocalObject;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** All objects of a type as of one revision. Immutable: reading it never waits for a writer. */
public interface Snapshot {
  /** The revision of storage that it shows. */
  long revision();

  /**
   * The object, or null; {@code namespace} is "" for cluster-wide types.
   *
   * @throws io.binnacle.api.status.StatusException InternalError if there is one whose stored bytes
   *     can't be read
   */
  @Nullable LocalObject get(String namespace, String name);

  /**
   * The objects in key order.
   *
   * @param namespace only of this namespace, "" for all
   * @param afterKey only those whose key sorts behind this one, "" for all
   */
  Collection<LocalObject> list(String namespace, String afterKey);

  /**
   * The objects that selectors pass, in key order, found as they are asked for. A snapshot that has
   * a shorter way to them than looking at each takes it.
   *
   * @param namespace only of this namespace, "" for all
   * @param afterKey only those whose key sorts behind this one, "" for all
   */
  default Iterable<LocalObject> select(
      String namespace, String afterKey, LabelSelector labels, FieldSelector fields) {
    Collection<LocalObject> all = list(namespace, afterKey);
    return () ->
        all.stream()
            .filter(o -> labels.matches(o.labels()) && fields.matches(o.fields()))
            .iterator();
  }
}
