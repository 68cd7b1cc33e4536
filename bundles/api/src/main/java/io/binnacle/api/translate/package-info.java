/** Stored bytes to the one local form and back, by translators registered per resource type. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.translate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
