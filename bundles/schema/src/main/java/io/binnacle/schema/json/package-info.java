/** JSON and YAML text to object trees and back. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
