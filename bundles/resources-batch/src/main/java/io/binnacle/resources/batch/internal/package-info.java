/** The kinds of batch and autoscaling: what their tables can't say. */
@NullMarked
package io.binnacle.resources.batch.internal;

import org.jspecify.annotations.NullMarked;
