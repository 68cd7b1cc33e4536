/** Clients that mean harm: each is told so at once, and nobody else notices. */
package io.binnacle.itests.hostile;
