/**
 * Who owns which fields of an object, and server-side apply: sets of field paths, merging by the
 * schema, conflicts. {@link io.binnacle.schema.ownership.FieldOwnership} is the way in.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema.ownership;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
