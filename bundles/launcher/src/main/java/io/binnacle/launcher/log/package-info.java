/** Logging to stderr: an SLF4J provider, and the way of the framework's own log into it. */
@NullMarked
package io.binnacle.launcher.log;

import org.jspecify.annotations.NullMarked;
