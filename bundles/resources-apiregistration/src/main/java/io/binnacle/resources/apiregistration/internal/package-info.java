/** The kinds of apiregistration.k8s.io, and the API services that the server itself is. */
@NullMarked
package io.binnacle.resources.apiregistration.internal;

import org.jspecify.annotations.NullMarked;
