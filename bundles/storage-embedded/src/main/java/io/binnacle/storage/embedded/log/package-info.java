/** The files: framed, checksummed entries in segments; group commit, recovery, snapshots. */
@NullMarked
package io.binnacle.storage.embedded.log;

import org.jspecify.annotations.NullMarked;
