/** Tokens of service accounts, as they are asked for. */
@NullMarked
package io.binnacle.resources.core.internal.token;

import org.jspecify.annotations.NullMarked;
