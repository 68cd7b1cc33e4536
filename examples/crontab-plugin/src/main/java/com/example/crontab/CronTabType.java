package com.example.crontab;

import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.record.ForwardingResourceType;
import io.binnacle.schema.record.RecordResourceType;
import org.osgi.service.component.annotations.Component;

/** While this component is there, crontabs.stable.example.com are served. */
@Component(service = ResourceType.class)
public final class CronTabType extends ForwardingResourceType {
  public CronTabType() {
    super(
        RecordResourceType.of("stable.example.com", "v1", "crontabs", CronTab.class)
            .version("v1alpha1", CronTabAlpha.class, CronTabAlpha::toV1, CronTabAlpha::of)
            .shortNames("ct")
            .categories("all")
            .defaulting(CronTab::withDefaults)
            .validation(CronTab::problems)
            .column("Schedule", "string", cronTab -> cronTab.spec().schedule())
            .column("Replicas", "integer", cronTab -> cronTab.spec().replicas())
            .selectableFields("spec.image")
            .build());
  }
}
