/** The kinds of storage.k8s.io and resource.k8s.io. */
@NullMarked
package io.binnacle.resources.storage.internal;

import org.jspecify.annotations.NullMarked;
