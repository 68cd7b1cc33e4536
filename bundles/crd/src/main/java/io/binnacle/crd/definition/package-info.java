/** The type customresourcedefinitions: defaults, validation, stored form. */
@NullMarked
package io.binnacle.crd.definition;

import org.jspecify.annotations.NullMarked;
