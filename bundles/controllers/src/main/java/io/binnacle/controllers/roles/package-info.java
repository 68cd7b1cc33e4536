/** Keeps ClusterRoles as those that gather others, and bundles that bring some, want them. */
@NullMarked
package io.binnacle.controllers.roles;

import org.jspecify.annotations.NullMarked;
