/** How any part of the server tells what it counts. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
