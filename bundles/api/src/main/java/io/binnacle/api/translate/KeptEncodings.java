package io.binnacle.api.translate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Other encodings of objects than their JSON, made when first asked for and kept with the object
 * for whoever asks next. All of them together hold a bounded number of bytes: when there are more,
 * the oldest are forgotten, and made anew if they are asked for once more. A server that is asked
 * for none pays nothing.
 *
 * <p>Thread-safe. Threads that want the same encoding of the same object at once get it made once.
 */
public final class KeptEncodings {
  /**
   * One encoding of one object; without its bytes once they are forgotten.
   *
   * @see LocalObject
   */
  static final class Entry {
    private final String form;
    private final int length;
    private volatile byte @Nullable [] bytes;

    private Entry(String form, byte[] bytes) {
      this.form = form;
      this.length = bytes.length;
      this.bytes = bytes;
    }

    String form() {
      return form;
    }

    byte @Nullable [] bytes() {
      return bytes;
    }
  }

  private final long limit;
  private final AtomicLong size = new AtomicLong();
  private final Queue<Entry> oldestFirst = new ConcurrentLinkedQueue<>();

  /**
   * @param limit how many bytes are kept
   */
  public KeptEncodings(long limit) {
    this.limit = limit;
  }

  /** As many as a server of this size can spare. */
  public static KeptEncodings ofThisProcess() {
    return new KeptEncodings(Runtime.getRuntime().maxMemory() / 16);
  }

  /**
   * The object in some form.
   *
   * @param form names kind of encoding and version; the same object may be asked for in several
   * @param encoder makes the bytes; whatever it throws is passed on, and nothing is kept
   * @return not to be changed
   */
  public byte[] of(LocalObject object, String form, Function<LocalObject, byte[]> encoder) {
    byte[] known = object.encoding(form);
    if (known != null) {
      return known;
    }
    Entry made;
    synchronized (object) {
      known = object.encoding(form);
      if (known != null) {
        return known;
      }
      known = encoder.apply(object);
      made = new Entry(form, known);
      object.keep(made);
    }
    oldestFirst.add(made);
    size.addAndGet(made.length);
    forgetOldest();
    return known;
  }

  /** The object in that form, if it is kept. */
  public byte @Nullable [] find(LocalObject object, String form) {
    return object.encoding(form);
  }

  private void forgetOldest() {
    while (size.get() > limit) {
      Entry oldest = oldestFirst.poll();
      if (oldest == null) {
        return;
      }
      oldest.bytes = null;
      size.addAndGet(-oldest.length);
    }
  }

  /** How many bytes are kept now. */
  public long size() {
    return size.get();
  }
}
