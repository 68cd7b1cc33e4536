/** What goes wrong, in the API's own words: Status, reasons, causes and field errors. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.status;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
