/** Plugins that come, go, change and misbehave in a running server. */
package io.binnacle.itests.plugin;
