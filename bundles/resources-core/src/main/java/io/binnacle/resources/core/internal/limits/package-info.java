/** LimitRanges: what objects of a namespace must at least and may at most ask for. */
@NullMarked
package io.binnacle.resources.core.internal.limits;

import org.jspecify.annotations.NullMarked;
