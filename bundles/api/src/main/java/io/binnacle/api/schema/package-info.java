/** The type model as plain data: structures, fields, lists, maps and scalars. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
