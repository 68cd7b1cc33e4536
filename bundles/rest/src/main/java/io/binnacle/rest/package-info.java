/** The HTTP server: TLS, HTTP/1.1 and HTTP/2, from a connection to a request's handler. */
@NullMarked
package io.binnacle.rest;

import org.jspecify.annotations.NullMarked;
