/** Table cells that need more than a path. */
@NullMarked
package io.binnacle.resources.core.internal.table;

import org.jspecify.annotations.NullMarked;
