/** What a request asks for: paths, parameters, selectors, media types. */
@NullMarked
package io.binnacle.rest.request;

import org.jspecify.annotations.NullMarked;
