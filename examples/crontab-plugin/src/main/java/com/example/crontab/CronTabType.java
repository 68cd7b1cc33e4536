package com.example.crontab;

import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
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
            .deprecated("v1alpha1", "stable.example.com/v1alpha1 CronTab is deprecated; use v1")
            .shortNames("ct")
            .categories("all")
            .defaulting(CronTab::withDefaults)
            .validation(CronTab::problems)
            .updateValidation(CronTab::problemsAfter)
            .column("Schedule", "string", cronTab -> cronTab.spec().schedule())
            .column("Replicas", "integer", cronTab -> cronTab.spec().replicas())
            .wideColumn("Image", "string", cronTab -> cronTab.spec().image())
            .selectableFields("spec.image")
            .subresource(new Subresource.Scale("spec.replicas", "status.running", ""))
            .action("run", Run.class, Run::now)
            .build());
  }
}
