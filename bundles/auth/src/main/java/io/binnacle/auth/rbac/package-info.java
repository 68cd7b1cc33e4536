/** Role based access control, answered from memory. */
@NullMarked
package io.binnacle.auth.rbac;

import org.jspecify.annotations.NullMarked;
