/** ResourceQuotas: what the objects of a namespace may use altogether. */
@NullMarked
package io.binnacle.resources.core.internal.quota;

import org.jspecify.annotations.NullMarked;
