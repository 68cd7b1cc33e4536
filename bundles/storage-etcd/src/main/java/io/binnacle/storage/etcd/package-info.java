/**
 * The second engine behind {@link io.binnacle.api.storage.Storage}: an etcd cluster (3.4 or newer).
 *
 * <p>It speaks etcd's v3 protocol with jetcd's generated messages over gRPC directly: unlike
 * jetcd's own client that lets it decide for each call what may be repeated and what may not, keeps
 * results on the thread that reads the network, and copies a value once. All of these libraries lie
 * inside the bundle and none is exported.
 *
 * <p>Two threads: {@code etcd-calls} reads and writes the network for calls and completes their
 * stages; {@code etcd-watch} does the same for watches, owns all their state and calls listeners.
 */
@NullMarked
package io.binnacle.storage.etcd;

import org.jspecify.annotations.NullMarked;
