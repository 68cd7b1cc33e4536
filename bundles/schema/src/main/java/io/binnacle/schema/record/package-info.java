/** Resource types declared by Java records or OpenAPI schemas. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema.record;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
