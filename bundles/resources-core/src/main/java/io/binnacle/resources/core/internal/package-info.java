/** The resource types of core/v1. */
@NullMarked
package io.binnacle.resources.core.internal;

import org.jspecify.annotations.NullMarked;
