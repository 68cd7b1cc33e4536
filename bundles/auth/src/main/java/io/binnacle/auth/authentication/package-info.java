/** Finds out who makes a request, from certificates and tokens. */
@NullMarked
package io.binnacle.auth.authentication;

import org.jspecify.annotations.NullMarked;
