package com.example.crontab;

import com.example.crontab.CronTab.Status;
import io.binnacle.api.controller.Controller;
import io.binnacle.api.controller.ControllerContext;
import io.binnacle.api.controller.Informer;
import io.binnacle.api.controller.ObjectKey;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.record.RecordCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Gives each CronTab a CronJob of its name, and tells in its status what that does. */
@Component(service = Controller.class)
public final class CronTabController implements Controller {
  private static final String CRON_TABS = "crontabs.stable.example.com";
  private static final String CRON_JOBS = "cronjobs.batch";
  private static final RequestContext US =
      RequestContext.server("v1").managedBy("crontab-controller");

  private final RecordCodec<CronTab> codec = RecordCodec.of(CronTab.class);
  private ControllerContext context;

  @Override
  public String name() {
    return "crontab-controller";
  }

  @Override
  public Set<String> resources() {
    return Set.of(CRON_TABS, CRON_JOBS);
  }

  @Override
  public void start(ControllerContext started) {
    context = started;
    // The CronJob has the CronTab's name, so a change of either asks for the same look.
    Informer.Handler look = Informer.Handler.always(o -> started.enqueue(ObjectKey.of(o)));
    started.informer(CRON_TABS).addHandler(look);
    started.informer(CRON_JOBS).addHandler(look);
  }

  @Override
  public Optional<Duration> reconcile(ObjectKey key) {
    Unstructured cronTab = context.informer(CRON_TABS).get(key);
    Unstructured cronJob = context.informer(CRON_JOBS).get(key);
    if (cronTab == null) {
      if (cronJob != null && isOurs(cronJob)) {
        context.store(CRON_JOBS).delete(US, key.namespace(), key.name(), DeleteOptions.DEFAULT);
      }
      return Optional.empty();
    }
    CronTab wish = codec.fromTree(cronTab.content());
    // Applying what is there already changes nothing.
    context
        .store(CRON_JOBS)
        .apply(US, key.namespace(), key.name(), cronJob(cronTab.uid(), key, wish.spec()), true);
    int running = cronJob == null ? 0 : cronJob.list("status", "active").size();
    Status status = new Status(running, key.name());
    if (!status.equals(wish.status())) {
      report(key, new CronTab(wish.spec(), status));
    }
    return Optional.empty();
  }

  private void report(ObjectKey key, CronTab seen) {
    context
        .store(CRON_TABS)
        .patch(
            US.onSubresource("status"),
            key.namespace(),
            key.name(),
            current -> {
              if (current != null) {
                current.set(codec.toTree(seen).get("status"), "status");
              }
              return current;
            });
  }

  private static boolean isOurs(Unstructured cronJob) {
    return cronJob.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.kind().equals("CronTab"));
  }

  /** The CronJob that a CronTab stands for. */
  static Unstructured cronJob(String uid, ObjectKey key, CronTab.Spec spec) {
    Unstructured job =
        Unstructured.of(
            Json.parse(
                """
                {"apiVersion": "batch/v1", "kind": "CronJob",
                 "metadata": {"ownerReferences": [
                   {"apiVersion": "stable.example.com/v1", "kind": "CronTab"}]},
                 "spec": {"jobTemplate": {"spec": {"template": {"spec": {
                   "restartPolicy": "OnFailure", "containers": [{"name": "job"}]}}}}}}
                """));
    job.set(key.name(), "metadata", "name");
    Unstructured owner = job.items("metadata", "ownerReferences").get(0);
    owner.set(key.name(), "name");
    owner.set(uid, "uid");
    job.set(spec.schedule(), "spec", "schedule");
    job.set(spec.concurrency().name(), "spec", "concurrencyPolicy");
    job.set((long) spec.replicas(), "spec", "jobTemplate", "spec", "parallelism");
    job.items("spec", "jobTemplate", "spec", "template", "spec", "containers")
        .get(0)
        .set(spec.image(), "image");
    return job;
  }
}
