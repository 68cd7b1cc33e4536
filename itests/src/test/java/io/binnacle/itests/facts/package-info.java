/** What one run of kube-apiserver 1.36 told of itself, compared row by row. */
package io.binnacle.itests.facts;
