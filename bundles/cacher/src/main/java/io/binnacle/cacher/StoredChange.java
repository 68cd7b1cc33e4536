package io.binnacle.cacher;

import io.binnacle.api.translate.LocalObject;
import org.jspecify.annotations.Nullable;

/**
 * A change of one key as it came from storage, translated.
 *
 * @param object the object now; null if it is gone or can't be read
 * @param unreadable why the stored bytes can't be read, null if they can or are gone
 */
record StoredChange(
    String key, long revision, @Nullable LocalObject object, @Nullable String unreadable) {}
