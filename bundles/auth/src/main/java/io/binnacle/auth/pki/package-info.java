/** The certificates of the server, and the administrator's way in. */
@NullMarked
package io.binnacle.auth.pki;

import org.jspecify.annotations.NullMarked;
