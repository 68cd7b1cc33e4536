/** The server on real etcd processes: what is where, and what happens when etcd is in trouble. */
package io.binnacle.itests.etcd;
