/** What a fresh server holds before anyone asked. */
@NullMarked
package io.binnacle.resources.core.internal.bootstrap;

import org.jspecify.annotations.NullMarked;
