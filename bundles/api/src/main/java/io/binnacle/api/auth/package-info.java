/** Who is asking, and whether they may. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
