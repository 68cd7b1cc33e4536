/** What quotas count. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.quota;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
