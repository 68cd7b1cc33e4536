/** What an expression costs at most, estimated from its text and the sizes a schema allows. */
@NullMarked
package io.binnacle.crd.cost;

import org.jspecify.annotations.NullMarked;
