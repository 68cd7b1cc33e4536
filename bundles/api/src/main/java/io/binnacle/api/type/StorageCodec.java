package io.binnacle.api.type;

import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a type's objects are stored in, where they are not the server's own. Bytes of any
 * form may be stored; whoever else reads the same storage has to know them. Thread-safe.
 *
 * <p>What {@link #encode} writes must be readable by every later version of the bundle: objects are
 * written anew only when they are changed.
 */
public interface StorageCodec {
  /**
   * An object's bytes.
   *
   * @param object in the storage version, without resourceVersion; not to be changed
   */
  byte[] encode(Unstructured object);

  /**
   * The object of some bytes, in any of the type's versions.
   *
   * @return null if the bytes are not in this form: then they are read as the server writes them by
   *     itself, as they are older than the codec
   * @throws RuntimeException if they are, and can't be read; the message says why, and the object
   *     is set aside
   */
  @Nullable Unstructured decode(byte[] stored);
}
