package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.pod.PodTemplateDefaults;
import java.util.LinkedHashMap;

/** What Kubernetes fills in for Jobs. */
final class JobDefaults {
  private static final long TRIES = 6;

  private JobDefaults() {}

  /** The defaults of a Job's own spec. */
  static void apply(Unstructured job) {
    job.setDefault(new LinkedHashMap<>(), "spec");
    Unstructured spec = Numbers.part(job, "spec");
    applyToTemplate(spec);
    if (spec.get("completions") == null && spec.get("parallelism") == null) {
      spec.set(1L, "completions");
    }
    spec.setDefault(1L, "parallelism");
    boolean perIndex = spec.get("backoffLimitPerIndex") != null;
    spec.setDefault(perIndex ? (long) Integer.MAX_VALUE : TRIES, "backoffLimit");
    spec.setDefault("NonIndexed", "completionMode");
    spec.setDefault(false, "suspend");
    boolean failurePolicy = spec.get("podFailurePolicy") != null;
    spec.setDefault(failurePolicy ? "Failed" : "TerminatingOrFailed", "podReplacementPolicy");
    spec.setDefault(false, "manualSelector");
  }

  /** The defaults that the jobs of a CronJob have as well before they are made. */
  static void applyToTemplate(Unstructured jobSpec) {
    jobSpec.setDefault(new LinkedHashMap<>(), "template");
    PodTemplateDefaults.apply(Numbers.part(jobSpec, "template"));
    for (Unstructured rule : jobSpec.items("podFailurePolicy", "rules")) {
      for (Unstructured pattern : rule.items("onPodConditions")) {
        if (pattern.string("status").isEmpty()) {
          pattern.set("True", "status");
        }
      }
    }
  }
}
