/** The kinds of policy, scheduling.k8s.io, node.k8s.io and certificates.k8s.io. */
@NullMarked
package io.binnacle.resources.policy.internal;

import org.jspecify.annotations.NullMarked;
