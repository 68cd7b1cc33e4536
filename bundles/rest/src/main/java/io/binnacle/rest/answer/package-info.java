/** What goes back: bodies, errors, streams. */
@NullMarked
package io.binnacle.rest.answer;

import org.jspecify.annotations.NullMarked;
