/** Custom resources, served as any other type. */
@NullMarked
package io.binnacle.crd.serving;

import org.jspecify.annotations.NullMarked;
