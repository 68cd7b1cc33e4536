/** The type model at work: conforming trees to structures, defaults, quantities. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
