/** What the server does once, when it starts. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.start;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
