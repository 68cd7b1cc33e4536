package io.binnacle.api.translate;

import io.binnacle.api.storage.StoredForm;
import io.binnacle.api.type.ResourceType;

/** Gives each resource type its translator. Thread-safe. */
public interface TranslatorRegistry {
  /**
   * The translator of a type for a store of the given form. Asking again for a type gives an equal
   * one; a newer type of the same name gets its own, with its own conversions.
   */
  Translator register(ResourceType type, StoredForm form);
}
