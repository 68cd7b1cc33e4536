/** Rules that several core types share. */
@NullMarked
package io.binnacle.resources.core.internal.rules;

import org.jspecify.annotations.NullMarked;
