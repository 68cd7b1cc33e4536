package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.DnsLabel;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.List;
import java.util.Map;

/** Affinity: to nodes, to other pods, and away from them. */
final class AffinityValidation {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private AffinityValidation() {}

  static void check(List<FieldError> errors, Unstructured affinity, String path) {
    nodeAffinity(errors, new Unstructured(affinity.map("nodeAffinity")), path + ".nodeAffinity");
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      podAffinity(errors, new Unstructured(affinity.map(kind)), path + "." + kind);
    }
  }

  private static void nodeAffinity(List<FieldError> errors, Unstructured affinity, String path) {
    if (affinity.get(REQUIRED) instanceof Map<?, ?> map) {
      NodeSelectorValidation.check(errors, Unstructured.of(map), path + "." + REQUIRED);
    }
    List<Unstructured> preferred = affinity.items(PREFERRED);
    for (int i = 0; i < preferred.size(); i++) {
      String at = path + "." + PREFERRED + "[" + i + "]";
      weight(errors, preferred.get(i), at);
      NodeSelectorValidation.term(
          errors, new Unstructured(preferred.get(i).map("preference")), at + ".preference", false);
    }
  }

  private static void podAffinity(List<FieldError> errors, Unstructured affinity, String path) {
    List<Unstructured> required = affinity.items(REQUIRED);
    for (int i = 0; i < required.size(); i++) {
      term(errors, required.get(i), path + "." + REQUIRED + "[" + i + "]");
    }
    List<Unstructured> preferred = affinity.items(PREFERRED);
    for (int i = 0; i < preferred.size(); i++) {
      String at = path + "." + PREFERRED + "[" + i + "]";
      weight(errors, preferred.get(i), at);
      term(
          errors,
          new Unstructured(preferred.get(i).map("podAffinityTerm")),
          at + ".podAffinityTerm");
    }
  }

  private static void weight(List<FieldError> errors, Unstructured term, String at) {
    long weight = term.number(0, "weight");
    if (weight < 1 || weight > 100) {
      errors.add(FieldError.invalid(at + ".weight", weight, "must be in the range 1-100"));
    }
  }

  private static void term(List<FieldError> errors, Unstructured term, String at) {
    for (String selector : List.of("labelSelector", "namespaceSelector")) {
      errors.addAll(LabelRules.selector(new Unstructured(term.map(selector)), at + "." + selector));
    }
    for (Object namespace : term.list("namespaces")) {
      String wrong = DnsLabel.problem(String.valueOf(namespace), false);
      if (wrong != null) {
        errors.add(FieldError.invalid(at + ".namespace", namespace, wrong));
      }
    }
    LabelKeysValidation.check(errors, term, at);
    String key = term.string("topologyKey");
    if (key.isEmpty()) {
      errors.add(FieldError.required(at + ".topologyKey", "can not be empty"));
    }
    errors.addAll(LabelRules.key(key, at + ".topologyKey"));
  }
}
