/** Who is asking, and may they: the settings that all parts of it share. */
@NullMarked
package io.binnacle.auth;

import org.jspecify.annotations.NullMarked;
