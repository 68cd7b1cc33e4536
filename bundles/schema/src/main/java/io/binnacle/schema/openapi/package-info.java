/** The type model as OpenAPI v3. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema.openapi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
