package io.binnacle.translate;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.TranslationException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.Defaults;

/**
 * Translates by reading stored bytes to a tree in the storage version, and laying that out anew.
 *
 * <p>As in kube-apiserver, an object gets its defaults when it is read: it may have been written by
 * a server that knew fewer of them, and some are never stored.
 */
abstract class ReadingTranslator implements Translator {
  private final ResourceType type;
  private final JsonTranslator json;
  private final LocalForm form;

  /**
   * @param json what is handed what has nothing to do with stored bytes: the versions, and the tree
   *     of a local object
   */
  ReadingTranslator(ResourceType type, JsonTranslator json) {
    this.type = type;
    this.json = json;
    this.form = new LocalForm(type);
  }

  /** The tree in the storage version; fails with an unchecked exception. */
  abstract Unstructured read(byte[] stored);

  private Unstructured defaulted(byte[] stored) {
    Unstructured tree = read(stored);
    Defaults.apply(type.version(type.storageVersion()).orElseThrow(), tree.content());
    type.strategy().applyDefaults(tree);
    return tree;
  }

  @Override
  public final LocalObject toLocal(String key, byte[] stored, long revision) {
    try {
      return form.of(key, defaulted(stored), revision);
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public final Unstructured toTree(byte[] stored, long revision) {
    try {
      Unstructured tree = defaulted(stored);
      tree.set(Long.toString(revision), "metadata", "resourceVersion");
      return tree;
    } catch (RuntimeException e) {
      throw new TranslationException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public final Unstructured toTree(LocalObject object) {
    return json.toTree(object);
  }

  @Override
  public final Unstructured toVersion(Unstructured object, String version) {
    return json.toVersion(object, version);
  }

  @Override
  public final Unstructured toStorageVersion(Unstructured object) {
    return json.toStorageVersion(object);
  }
}
