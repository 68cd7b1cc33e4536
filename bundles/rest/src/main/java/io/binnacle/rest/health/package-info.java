/** Health and readiness. */
@NullMarked
package io.binnacle.rest.health;

import org.jspecify.annotations.NullMarked;
