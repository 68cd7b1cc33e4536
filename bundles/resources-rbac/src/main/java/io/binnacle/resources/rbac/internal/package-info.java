/** RBAC's kinds, and the reviews that ask the server who someone is and what they may do. */
@NullMarked
package io.binnacle.resources.rbac.internal;

import org.jspecify.annotations.NullMarked;
