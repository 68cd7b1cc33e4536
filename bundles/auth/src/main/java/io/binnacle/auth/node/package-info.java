/** What kubelets may do: what concerns the pods of their own node. */
@NullMarked
package io.binnacle.auth.node;

import org.jspecify.annotations.NullMarked;
