/** The roles and bindings that every server has. */
@NullMarked
package io.binnacle.auth.bootstrap;

import org.jspecify.annotations.NullMarked;
