/**
 * The process: command line, framework start, ready line, orderly stop. A plain jar on the class
 * path, not a bundle; it meets the bundles only at OSGi's own services, never at {@code
 * io.binnacle.api}.
 */
@NullMarked
package io.binnacle.launcher;

import org.jspecify.annotations.NullMarked;
