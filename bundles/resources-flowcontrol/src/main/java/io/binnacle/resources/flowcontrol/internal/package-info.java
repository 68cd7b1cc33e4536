/** The kinds of flowcontrol.apiserver.k8s.io. */
@NullMarked
package io.binnacle.resources.flowcontrol.internal;

import org.jspecify.annotations.NullMarked;
