/** What the server counts, in Prometheus' text format. */
@NullMarked
package io.binnacle.rest.metrics;

import org.jspecify.annotations.NullMarked;
