/** Loops that bring objects into the state that they ask for. */
@NullMarked
@Export
@Version("1.0.0")
package io.binnacle.api.controller;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
