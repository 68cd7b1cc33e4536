/** The loops without which the API breaks its own promises when no cluster runs beside it. */
@NullMarked
package io.binnacle.controllers.internal;

import org.jspecify.annotations.NullMarked;
