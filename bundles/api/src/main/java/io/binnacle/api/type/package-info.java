/**
 * What a resource type says of itself: names, versions, schema, strategy, subresources, columns.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.type;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
