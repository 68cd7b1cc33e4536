/** What may not change and has, as messages show it. */
@NullMarked
package io.binnacle.resources.core.internal.diff;

import org.jspecify.annotations.NullMarked;
