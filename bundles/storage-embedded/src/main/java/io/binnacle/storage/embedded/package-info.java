/**
 * The storage engine that runs in the server's own process: a log of checksummed entries with group
 * commit, and an index in memory.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.storage.embedded;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
