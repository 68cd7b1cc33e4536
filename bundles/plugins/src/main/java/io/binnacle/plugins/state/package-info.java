/** Plugins as objects of the API. */
@NullMarked
package io.binnacle.plugins.state;

import org.jspecify.annotations.NullMarked;
