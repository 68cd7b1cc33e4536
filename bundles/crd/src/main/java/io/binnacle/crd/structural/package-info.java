/** Structural schemas of custom resources: what objects are pruned, defaulted and checked by. */
@NullMarked
package io.binnacle.crd.structural;

import org.jspecify.annotations.NullMarked;
