/**
 * Requests that are handed on to another server: what a container writes, commands in it, ports of
 * pods and Services, a node's own paths. No thread waits for either side.
 */
@NullMarked
package io.binnacle.rest.proxy;

import org.jspecify.annotations.NullMarked;
