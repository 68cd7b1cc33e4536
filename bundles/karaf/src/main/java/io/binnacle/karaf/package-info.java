/**
 * What Karaf's shell says about the server: {@code binnacle:types}, {@code plugins}, {@code
 * status}.
 */
@NullMarked
package io.binnacle.karaf;

import org.jspecify.annotations.NullMarked;
