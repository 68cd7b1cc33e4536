/** Follows the definitions and serves what they define. */
@NullMarked
package io.binnacle.crd.internal;

import org.jspecify.annotations.NullMarked;
