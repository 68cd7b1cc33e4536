/** Where requests go that are handed on to a node, a pod or a Service's endpoint. */
@NullMarked
package io.binnacle.resources.core.internal.connect;

import org.jspecify.annotations.NullMarked;
