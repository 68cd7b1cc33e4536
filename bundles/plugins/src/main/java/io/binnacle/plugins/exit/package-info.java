/** What stands in plugins in place of calls that would end the process; not for other use. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.plugins.exit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
