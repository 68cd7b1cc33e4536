/** What the server publishes for others about how it authenticates. */
@NullMarked
package io.binnacle.auth.publish;

import org.jspecify.annotations.NullMarked;
