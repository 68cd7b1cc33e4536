/** The chain of plugins that may change or refuse a write. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.admission;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
