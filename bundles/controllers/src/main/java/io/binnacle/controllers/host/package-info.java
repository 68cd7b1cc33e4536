/** Runs the controllers that are offered as services, built-in ones and those of plugins alike. */
@NullMarked
package io.binnacle.controllers.host;

import org.jspecify.annotations.NullMarked;
