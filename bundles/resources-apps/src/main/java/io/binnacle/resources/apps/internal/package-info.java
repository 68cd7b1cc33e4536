/** The kinds of apps/v1: what their tables can't say. */
@NullMarked
package io.binnacle.resources.apps.internal;

import org.jspecify.annotations.NullMarked;
