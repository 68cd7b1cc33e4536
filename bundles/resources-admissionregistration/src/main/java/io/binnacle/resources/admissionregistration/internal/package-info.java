/** The kinds of admissionregistration.k8s.io. */
@NullMarked
package io.binnacle.resources.admissionregistration.internal;

import org.jspecify.annotations.NullMarked;
