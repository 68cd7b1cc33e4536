/** Expressions in CEL that objects of the API carry. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.expression;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
