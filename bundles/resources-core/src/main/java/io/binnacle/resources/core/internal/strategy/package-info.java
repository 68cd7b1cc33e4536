/** What each core type does beyond being stored. */
@NullMarked
package io.binnacle.resources.core.internal.strategy;

import org.jspecify.annotations.NullMarked;
