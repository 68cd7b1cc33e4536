/** The services of plugins, which everybody else sees behind guards only. */
@NullMarked
package io.binnacle.plugins.services;

import org.jspecify.annotations.NullMarked;
