/** The kinds of coordination.k8s.io. */
@NullMarked
package io.binnacle.resources.coordination.internal;

import org.jspecify.annotations.NullMarked;
