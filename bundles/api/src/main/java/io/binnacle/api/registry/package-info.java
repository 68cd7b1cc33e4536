/** What create, update, patch and delete mean, for all types in one place. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
