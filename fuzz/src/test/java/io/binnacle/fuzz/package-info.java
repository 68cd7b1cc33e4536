/** What reads bytes from strangers, fed with what nobody would send. */
@NullMarked
package io.binnacle.fuzz;

import org.jspecify.annotations.NullMarked;
