/** The verbs on resources. */
@NullMarked
package io.binnacle.rest.resource;

import org.jspecify.annotations.NullMarked;
