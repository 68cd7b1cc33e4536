/** The deploy folder: which files are let in, and how their bundles come and go. */
@NullMarked
package io.binnacle.plugins.deploy;

import org.jspecify.annotations.NullMarked;
