/** The kinds of networking.k8s.io and discovery.k8s.io. */
@NullMarked
package io.binnacle.resources.networking.internal;

import org.jspecify.annotations.NullMarked;
