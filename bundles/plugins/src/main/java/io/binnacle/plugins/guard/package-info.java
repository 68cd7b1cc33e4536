/**
 * Calls into plugins: on threads of their own, with deadlines, and switched off if they must be.
 */
@NullMarked
package io.binnacle.plugins.guard;

import org.jspecify.annotations.NullMarked;
