/** Which resources there are: discovery documents and OpenAPI. */
@NullMarked
package io.binnacle.rest.discovery;

import org.jspecify.annotations.NullMarked;
