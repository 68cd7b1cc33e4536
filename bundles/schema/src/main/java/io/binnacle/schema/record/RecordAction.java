package io.binnacle.schema.record;

import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;

/**
 * Something that is asked of an object by POST, with records for what is asked and answered.
 * Thread-safe.
 *
 * @param <B> what is asked; its simple name is the kind of the body
 * @param <A> what is answered; its simple name is the kind of the answer
 */
@FunctionalInterface
public interface RecordAction<B extends Record, A extends Record> {
  /**
   * Does it.
   *
   * @param store of the object's type
   * @throws io.binnacle.api.status.StatusException what the client is told instead
   */
  A act(RequestContext context, ResourceStore store, String namespace, String name, B body);
}
