package io.binnacle.resources.batch.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The labels and the selector by which a Job knows its pods. They are generated, so that no two
 * jobs share pods, unless {@code manualSelector} is set.
 */
final class JobLabels {
  private static final String UID = "batch.kubernetes.io/controller-uid";
  private static final String NAME = "batch.kubernetes.io/job-name";
  private static final String OLD_UID = "controller-uid";
  private static final String OLD_NAME = "job-name";
  private static final String TEMPLATE = "spec.template.metadata";

  private JobLabels() {}

  /** Adds what is generated; what the client has set itself stays, to be refused if it is wrong. */
  static void generate(Unstructured job) {
    if (!job.bool("spec", "manualSelector")) {
      for (String key : List.of(OLD_NAME, NAME)) {
        job.setDefault(job.name(), "spec", "template", "metadata", "labels", key);
      }
      for (String key : List.of(OLD_UID, UID)) {
        job.setDefault(job.uid(), "spec", "template", "metadata", "labels", key);
      }
      job.setDefault(job.uid(), "spec", "selector", "matchLabels", UID);
    }
    inherit(job);
  }

  /** A job without labels has those of its pods. */
  static void inherit(Unstructured job) {
    Map<String, ?> labels = job.map("spec", "template", "metadata", "labels");
    if (job.labels().isEmpty() && !labels.isEmpty()) {
      job.set(new LinkedHashMap<>(labels), "metadata", "labels");
    }
  }

  /** What is wrong with a selector that should have been generated. */
  static List<FieldError> generatedProblems(Unstructured job) {
    Optional<SelectorTree> selector = SelectorTree.at(job, "spec", "selector");
    if (job.bool("spec", "manualSelector") || selector.isEmpty()) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    if (job.uid().isEmpty()) {
      errors.add(FieldError.required("metadata.uid", ""));
    }
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put(OLD_UID, job.uid());
    expected.put(OLD_NAME, job.name());
    expected.put(UID, job.uid());
    expected.put(NAME, job.name());
    Map<String, String> labels = templateLabels(job);
    expected.forEach((key, value) -> errors.addAll(labelProblems(labels, key, value)));
    Optional<LabelSelector> compiled = selector.get().compile();
    if (compiled.isPresent() && !compiled.get().matches(expected)) {
      errors.add(
          FieldError.invalid(
              "spec.selector", selector.get().canonical(), "`selector` not auto-generated"));
    }
    return errors;
  }

  private static List<FieldError> labelProblems(
      Map<String, String> labels, String key, String value) {
    String found = labels.get(key);
    if (found == null) {
      return List.of(
          FieldError.required(TEMPLATE + ".labels[" + key + "]", "must be '" + value + "'"));
    }
    return found.equals(value)
        ? List.of()
        : List.of(
            FieldError.invalid(
                TEMPLATE + ".labels[" + key + "]",
                new TreeMap<>(labels),
                "must be '" + value + "'"));
  }

  /** The selector by itself, and that it selects the pods of the template. */
  static List<FieldError> selectorProblems(Unstructured job) {
    Optional<SelectorTree> selector = SelectorTree.at(job, "spec", "selector");
    List<FieldError> errors = new ArrayList<>();
    if (selector.isEmpty()) {
      errors.add(FieldError.required("spec.selector", ""));
    } else {
      errors.addAll(selector.get().problems("spec.selector"));
    }
    boolean readable = selector.isEmpty() || selector.get().compile().isPresent();
    Map<String, String> labels = templateLabels(job);
    boolean matches =
        selector.flatMap(SelectorTree::compile).map(s -> s.matches(labels)).orElse(false);
    if (readable && !matches) {
      errors.add(
          FieldError.invalid(
              TEMPLATE + ".labels",
              labels.isEmpty() ? null : new TreeMap<>(labels),
              "`selector` does not match template `labels`"));
    }
    return errors;
  }

  private static Map<String, String> templateLabels(Unstructured job) {
    return Numbers.part(job, "spec", "template").labels();
  }
}
