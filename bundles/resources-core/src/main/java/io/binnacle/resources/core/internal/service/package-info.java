/** Addresses and ports of Services, and how they are given out. */
@NullMarked
package io.binnacle.resources.core.internal.service;

import org.jspecify.annotations.NullMarked;
