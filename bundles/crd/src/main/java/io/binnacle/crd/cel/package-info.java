/** Validation rules in CEL. Nothing here is loaded before a definition has a rule. */
@NullMarked
package io.binnacle.crd.cel;

import org.jspecify.annotations.NullMarked;
