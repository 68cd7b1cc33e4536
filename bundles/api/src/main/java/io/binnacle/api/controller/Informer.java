package io.binnacle.api.controller;

import io.binnacle.api.object.Unstructured;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a resource as the controller has been told of them, from the server's own cache:
 * no object is held twice. Objects are trees in the storage version, a copy each. Used by the
 * controller's thread alone.
 */
public interface Informer {
  /** Adds a handler; to be called from {@link Controller#start}. */
  void addHandler(Handler handler);

  /** The object, null if there is none. */
  @Nullable Unstructured get(ObjectKey key);

  /**
   * The objects in no particular order.
   *
   * @param namespace only of this namespace, "" for all
   */
  List<Unstructured> list(String namespace);

  /**
   * Told of each change, in order. What there is at first is told as added, and whatever was missed
   * while a watch was broken is told when it has been mended.
   */
  interface Handler {
    void added(Unstructured object);

    void updated(Unstructured object, Unstructured previous);

    /**
     * @param object as it was last
     */
    void deleted(Unstructured object);

    /** A handler that does the same whatever has happened. */
    static Handler always(Consumer<Unstructured> action) {
      return new Handler() {
        @Override
        public void added(Unstructured object) {
          action.accept(object);
        }

        @Override
        public void updated(Unstructured object, Unstructured previous) {
          action.accept(object);
        }

        @Override
        public void deleted(Unstructured object) {
          action.accept(object);
        }
      };
    }
  }
}
