/** Reads the project's type, resource and column tables and makes resource types of them. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema.table;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
