package io.binnacle.api.object;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map within a tree that never changes, whoever holds it: copies of the tree share it.
 * Thread-safe.
 */
public interface FrozenMap extends Map<String, @Nullable Object> {}
