/** Objects in the protobuf form that Kubernetes clients send. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.schema.protobuf;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
