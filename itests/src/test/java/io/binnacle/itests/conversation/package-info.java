/** Plays recorded conversations with kube-apiserver against Binnacle and compares the answers. */
package io.binnacle.itests.conversation;
