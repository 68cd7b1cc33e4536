/** Amounts of resources: sums, and what a pod asks for altogether. */
@NullMarked
package io.binnacle.resources.core.internal.amounts;

import org.jspecify.annotations.NullMarked;
