/** Puts authenticators, impersonation and authorizers together. */
@NullMarked
package io.binnacle.auth.gate;

import org.jspecify.annotations.NullMarked;
