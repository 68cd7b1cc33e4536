/** Tokens of service accounts: signing them, checking them, telling others how to. */
@NullMarked
package io.binnacle.auth.serviceaccount;

import org.jspecify.annotations.NullMarked;
