/** The watch cache as its readers see it: snapshots, watches and events. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.cache;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
