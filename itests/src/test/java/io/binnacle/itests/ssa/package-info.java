/** Field ownership as clients in Java meet it: operators and their libraries. */
package io.binnacle.itests.ssa;
