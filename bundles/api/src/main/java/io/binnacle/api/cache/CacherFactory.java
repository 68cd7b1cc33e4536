package io.binnacle.api.cache;

import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;

/** Makes the cacher of a resource type. */
public interface CacherFactory {
  /**
   * A cache that begins at once to read storage and then follows it; it is ready some time later.
   */
  ResourceCache startCaching(ResourceType type, Translator translator);
}
