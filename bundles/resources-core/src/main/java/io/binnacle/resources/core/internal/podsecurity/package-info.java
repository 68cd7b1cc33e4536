/** The Pod Security Standards, as namespaces ask for them by labels (KEP-2579). */
@NullMarked
package io.binnacle.resources.core.internal.podsecurity;

import org.jspecify.annotations.NullMarked;
