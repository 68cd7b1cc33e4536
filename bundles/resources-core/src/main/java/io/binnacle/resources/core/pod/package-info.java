/** What Kubernetes fills in and refuses in pod templates, for every type that holds one. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.resources.core.pod;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
