/** Real clients against a server of the distribution: kubectl, helm and the client libraries. */
package io.binnacle.itests.clients;
