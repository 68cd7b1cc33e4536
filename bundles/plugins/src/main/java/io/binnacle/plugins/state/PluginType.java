package io.binnacle.plugins.state;

import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.record.ForwardingResourceType;
import io.binnacle.schema.record.RecordResourceType;
import org.osgi.service.component.annotations.Component;

/** The type {@code plugins.binnacle.io}. */
@Component(service = ResourceType.class)
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
