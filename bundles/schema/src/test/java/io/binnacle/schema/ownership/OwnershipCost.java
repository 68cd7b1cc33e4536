package io.binnacle.schema.ownership;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.Conform;
import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures what ownership adds to a write, in nanoseconds of this thread's CPU. Run its main; each
 * line is the best of several rounds, with parsing and copying left out.
 */
final class OwnershipCost {
  private static final String NOW = "2026-11-24T12:00:00Z";

  private OwnershipCost() {}

  public static void main(String[] args) {
    Unstructured deployment =
        Samples.objects("owned.jsonl").stream()
            .filter(object -> object.kind().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    FieldOwnership deployments = Samples.ownership("Deployment");
    OwnershipRequest edit = Samples.request("apps/v1", "edit", NOW);
    Unstructured scaled = fresh(deployment);
    scaled.set(7L, "spec", "replicas");
    report("update Deployment, 1 field", round -> update(deployments, edit, deployment, scaled));
    Unstructured same = fresh(deployment);
    report("update Deployment, nothing", round -> update(deployments, edit, deployment, same));
    Unstructured config = fresh(deployment);
    config.remove("metadata", "managedFields");
    config.remove("metadata", "uid");
    config.remove("status");
    Unstructured applied = reread(deployments.apply(edit, deployment, config, true));
    report("apply Deployment, nothing", round -> deployments.apply(edit, applied, config, true));
    Unstructured other = fresh(config);
    other.set(round(3), "spec", "replicas");
    report("apply Deployment, 1 field", round -> deployments.apply(edit, applied, other, true));
    Unstructured less = fresh(config);
    less.remove("spec", "replicas");
    report("apply Deployment, 1 dropped", round -> deployments.apply(edit, applied, less, true));

    Unstructured pod = pod();
    FieldOwnership pods = Samples.ownership("Pod");
    OwnershipRequest status = new OwnershipRequest("v1", "status", "kubelet", Map.of(), NOW);
    Unstructured ready = fresh(pod);
    ready.items("status", "containerStatuses").get(117).set(true, "ready");
    report("update Pod status, 1 of 200", round -> update(pods, status, pod, ready));
    Unstructured all = fresh(pod);
    all.items("status", "containerStatuses").forEach(s -> s.set(9L, "restartCount"));
    report("update Pod status, 200 of 200", round -> update(pods, status, pod, all));
    Unstructured podConfig = fresh(ready);
    podConfig.remove("metadata", "managedFields");
    report("apply Pod status, 1 of 200", round -> pods.apply(status, pod, podConfig, true));
    report("  (parse that Pod)", round -> Json.parse(Json.write(pod.content())));
  }

  private static Long round(long value) {
    return value;
  }

  private static void update(
      FieldOwnership ownership, OwnershipRequest request, Unstructured live, Unstructured updated) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(updated.map("metadata"));
    Map<String, @Nullable Object> content = new LinkedHashMap<>(updated.content());
    content.put("metadata", metadata);
    ownership.afterUpdate(request, live, new Unstructured(content), null);
  }

  private static void report(String what, IntConsumer operation) {
    double best = Double.MAX_VALUE;
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    for (int round = 0; round < 12; round++) {
      long start = threads.getCurrentThreadCpuTime();
      int count = 0;
      long spent = 0;
      while (spent < 150_000_000L) {
        for (int i = 0; i < 20; i++) {
          operation.accept(count++);
        }
        spent = threads.getCurrentThreadCpuTime() - start;
      }
      best = Math.min(best, (double) spent / count);
    }
    System.out.printf("%-32s %10.0f ns%n", what, best);
  }

  private static Unstructured fresh(Unstructured object) {
    return reread(object);
  }

  private static Unstructured reread(Unstructured object) {
    return Unstructured.of(Objects.requireNonNull(Json.parse(Json.write(object.content()))));
  }

  private static Unstructured pod() {
    List<@Nullable Object> containers = new ArrayList<>();
    List<@Nullable Object> statuses = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      containers.add(
          Json.parse(
              "{\"name\":\"c"
                  + i
                  + "\",\"image\":\"registry.example.com/team/app:1\","
                  + "\"resources\":{},\"terminationMessagePath\":\"/dev/termination-log\","
                  + "\"terminationMessagePolicy\":\"File\",\"imagePullPolicy\":\"Always\"}"));
      statuses.add(
          Json.parse(
              "{\"name\":\"c"
                  + i
                  + "\",\"state\":{\"running\":{\"startedAt\":"
                  + "\"2026-11-24T12:00:00Z\"}},\"lastState\":{},\"ready\":false,"
                  + "\"restartCount\":1,\"image\":\"registry.example.com/team/app:1\","
                  + "\"imageID\":\"sha256:0123\",\"containerID\":\"x://"
                  + i
                  + "\","
                  + "\"started\":true}"));
    }
    Unstructured created = Unstructured.create("v1", "Pod");
    created.set("p", "metadata", "name");
    created.set("u", "metadata", "uid");
    created.set(containers, "spec", "containers");
    created = Conform.to(Samples.TYPES.struct("", "v1", "Pod")).apply(created);
    FieldOwnership pods = Samples.ownership("Pod");
    pods.afterUpdate(Samples.request("v1", "client", NOW), null, created, null);
    Unstructured running = created.deepCopy();
    running.set(statuses, "status", "containerStatuses");
    running = Conform.to(Samples.TYPES.struct("", "v1", "Pod")).apply(running);
    pods.afterUpdate(
        new OwnershipRequest("v1", "status", "kubelet", Map.of(), NOW), created, running, null);
    return fresh(running);
  }
}
