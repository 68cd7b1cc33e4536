/** What the tests of every resource bundle need: its types put to use without a server. */
@NullMarked
package io.binnacle.resources.testing;

import org.jspecify.annotations.NullMarked;
