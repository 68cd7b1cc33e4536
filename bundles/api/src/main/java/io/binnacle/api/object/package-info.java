/** Objects as trees, and the names by which they are told apart. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.object;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
