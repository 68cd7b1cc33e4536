/** What is held in memory: which versions each key has and where their values stand on disk. */
@NullMarked
package io.binnacle.storage.embedded.index;

import org.jspecify.annotations.NullMarked;
