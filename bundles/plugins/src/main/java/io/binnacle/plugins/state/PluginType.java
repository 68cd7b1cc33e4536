package io.binnacle.plugins.state;

import io.binnacle.schema.record.ForwardingResourceType;
import io.binnacle.schema.record.RecordResourceType;

/**
 * The type {@code plugins.binnacle.io}. It is served from the moment there is a plugin to tell of,
 * or a folder to take some from, so that a server without plugins shows what kube-apiserver shows.
 */
public final class PluginType extends ForwardingResourceType {
  static final String GROUP = "binnacle.io";
  static final String VERSION = "v1";
  static final String PLURAL = "plugins";
  static final String RESOURCE = PLURAL + "." + GROUP;

  public PluginType() {
    super(
        RecordResourceType.of(GROUP, VERSION, PLURAL, Plugin.class)
            .clusterWide()
            .validation(Plugin::problems)
            .column(
                "Bundle", "string", plugin -> plugin.spec() == null ? "" : plugin.spec().bundle())
            .column(
                "Version", "string", plugin -> plugin.spec() == null ? "" : plugin.spec().version())
            .column("State", "string", Plugin::state)
            .column("Types", "string", Plugin::types)
            .column("Reason", "string", Plugin::reason)
            .build());
  }
}
