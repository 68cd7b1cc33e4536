package io.binnacle.api.translate;

import io.binnacle.api.object.Unstructured;
import org.jspecify.annotations.Nullable;

/**
 * Turns one resource type's stored bytes into the local form and back, and one version of its
 * objects into another. Thread-safe.
 */
public interface Translator {
  /**
   * Stored bytes, of any version it knows, to the local form.
   *
   * @param revision becomes the resourceVersion
   * @throws TranslationException if the bytes are not an object of this type
   */
  LocalObject toLocal(String key, byte[] stored, long revision);

  /**
   * Stored bytes to the tree in the storage version, resourceVersion included: what a write starts
   * from, which needs no local form.
   *
   * @throws TranslationException if the bytes are not an object of this type
   */
  Unstructured toTree(byte[] stored, long revision);

  /** An object in the storage version to the bytes to store; resourceVersion is left out. */
  byte[] toStored(Unstructured object);

  /**
   * The JSON of an object as clients get it, made of the bytes that {@link #toStored} has just made
   * of it.
   *
   * @return null where the stored form is another, so that there is no short way
   */
  default byte @Nullable [] toJson(byte[] stored, long revision) {
    return null;
  }

  /** The tree of a local object, in the storage version, resourceVersion included. */
  Unstructured toTree(LocalObject object);

  /**
   * The same object in another served version.
   *
   * @param version the version's name, such as {@code v1beta1}
   * @return a new tree; the argument itself where it is in that version already
   */
  Unstructured toVersion(Unstructured object, String version);

  /** The same object in the storage version, from whichever served version it is in. */
  Unstructured toStorageVersion(Unstructured object);
}
