/**
 * The revisioned key-value contract that every storage engine keeps. It knows keys and bytes, never
 * objects.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
