package io.binnacle.resources.apps.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.selector.SelectorTree;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.pod.PodTemplateValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rules for a workload's selector and template, which must fit each other. */
final class WorkloadRules {
  private static final String SELECTOR = "spec.selector";
  static final String TEMPLATE = "spec.template";

  private WorkloadRules() {}

  /**
   * How a kind words what is wrong with its selector.
   *
   * @param empty said of a selector that matches everything
   * @param unreadable said of a selector that can't be used
   */
  record Words(String empty, String unreadable) {}

  /** The selector by itself. */
  static List<FieldError> selectorProblems(Unstructured spec, Words words) {
    Optional<SelectorTree> selector = SelectorTree.at(spec, "selector");
    if (selector.isEmpty()) {
      return List.of(FieldError.required(SELECTOR, ""));
    }
    List<FieldError> errors = new ArrayList<>(selector.get().problems(SELECTOR));
    if (selector.get().isEmpty()) {
      errors.add(FieldError.invalid(SELECTOR, selector.get().canonical(), words.empty()));
    }
    if (selector.get().compile().isEmpty()) {
      errors.add(FieldError.invalid(SELECTOR, selector.get().canonical(), words.unreadable()));
    }
    return errors;
  }

  /**
   * Whether the template is one that the selector selects; silent about a selector that is wrong
   * itself. Without a selector nothing is selected.
   */
  static List<FieldError> labelProblems(Unstructured spec) {
    Optional<SelectorTree> tree = SelectorTree.at(spec, "selector");
    Unstructured template = WorkloadStrategy.part(spec, "template");
    Map<String, String> labels = template.labels();
    if (tree.isPresent()) {
      Optional<LabelSelector> selector = tree.get().compile();
      if (selector.isEmpty() || selector.get().matches(labels)) {
        return List.of();
      }
    }
    return List.of(
        FieldError.invalid(
            TEMPLATE + ".metadata.labels",
            template.get("metadata", "labels") == null ? null : new TreeMap<>(labels),
            "`selector` does not match template `labels`"));
  }

  /** The template by itself, and that its pods run until they are deleted. */
  static List<FieldError> templateProblems(Unstructured spec, String kindInWords) {
    Unstructured template = WorkloadStrategy.part(spec, "template");
    List<FieldError> errors = new ArrayList<>(PodTemplateValidation.validate(template, TEMPLATE));
    errors.addAll(lifetimeProblems(template, kindInWords));
    return errors;
  }

  /** That the pods of a template run until they are deleted. */
  static List<FieldError> lifetimeProblems(Unstructured template, String kindInWords) {
    List<FieldError> errors = new ArrayList<>();
    String policy = template.string("spec", "restartPolicy");
    if (!policy.equals("Always")) {
      errors.add(
          FieldError.notSupported(TEMPLATE + ".spec.restartPolicy", policy, List.of("Always")));
    }
    if (template.get("spec", "activeDeadlineSeconds") != null) {
      errors.add(
          FieldError.forbidden(
              TEMPLATE + ".spec.activeDeadlineSeconds",
              "activeDeadlineSeconds in " + kindInWords + " is not Supported"));
    }
    return errors;
  }

  static List<FieldError> selectorUnchanged(Unstructured spec, Unstructured previousSpec) {
    Map<String, ?> now = canonical(spec);
    return now.equals(canonical(previousSpec))
        ? List.of()
        : List.of(
            FieldError.invalid(
                SELECTOR, spec.get("selector") == null ? null : now, "field is immutable"));
  }

  /** Whether there is a selector that can't be used. */
  static boolean isSelectorUnreadable(Unstructured spec) {
    return SelectorTree.at(spec, "selector").map(s -> s.compile().isEmpty()).orElse(false);
  }

  private static Map<String, ?> canonical(Unstructured spec) {
    return SelectorTree.at(spec, "selector").map(SelectorTree::canonical).orElseGet(Map::of);
  }
}
