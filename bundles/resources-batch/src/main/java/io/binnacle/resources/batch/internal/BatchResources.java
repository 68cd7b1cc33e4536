package io.binnacle.resources.batch.internal;

import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers the types of batch and autoscaling while the bundle is active. */
@Component(service = {})
public final class BatchResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public BatchResources(BundleContext context) {
    registration = tables(InstantSource.system()).register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /**
   * The types as the bundle's tables and strategies make them.
   *
   * @param clock what ages are counted from
   */
  static ResourceTables tables(InstantSource clock) {
    JobCells jobs = new JobCells(clock);
    return ResourceTables.in(BatchResources.class)
        .clock(clock)
        .strategy("jobs", new JobStrategy())
        .strategy("cronjobs", new CronJobStrategy())
        .strategy("horizontalpodautoscalers", new AutoscalerStrategy())
        .conversion(
            "horizontalpodautoscalers",
            "v1",
            AutoscalerVersions::toStorage,
            AutoscalerVersions::fromStorage)
        .cell("jobStatus", JobCells::status)
        .cell("completions", JobCells::completions)
        .cell("duration", jobs::duration)
        .cell("suspend", JobCells::suspend)
        .cell("lastSchedule", jobs::lastSchedule)
        .cell("scaleTarget", AutoscalerCells::target)
        .cell("targets", AutoscalerCells::metrics)
        .cell("targetsV1", AutoscalerCells::metricsOfV1)
        .cell("currentReplicas", object -> object.number(0, "status", "currentReplicas"));
  }
}
