/**
 * Runs while the schema bundle is built: takes the field documentation of the built-in API from the
 * sources of the official Java client. Not part of the server.
 */
@NullMarked
package io.binnacle.schema.prose;

import org.jspecify.annotations.NullMarked;
