/** Admission plugins that belong to core types. */
@NullMarked
package io.binnacle.resources.core.internal.admission;

import org.jspecify.annotations.NullMarked;
