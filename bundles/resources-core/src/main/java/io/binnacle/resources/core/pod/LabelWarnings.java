package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Labels of nodes that have new names, and selectors that select nothing. */
final class LabelWarnings {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final String NOTHING =
      ".labelSelector: a null labelSelector results in matching no pod";

  private static final Map<String, String> OLD =
      Map.of(
          "beta.kubernetes.io/arch",
          "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
          "beta.kubernetes.io/os",
          "deprecated since v1.14; use \"kubernetes.io/os\" instead",
          "failure-domain.beta.kubernetes.io/region",
          "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
          "failure-domain.beta.kubernetes.io/zone",
          "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
          "beta.kubernetes.io/instance-type",
          "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
          "app.kubernetes.io/created-by",
          "deprecated since v1.9",
          "scheduler.alpha.kubernetes.io/preferAvoidPods",
          "deprecated since v1.22; use Taints and Tolerations instead",
          "node-role.kubernetes.io/master",
          "use \"node-role.kubernetes.io/control-plane\" instead");

  private LabelWarnings() {}

  /** Of nodes, in selectors and spread constraints. */
  static List<String> ofNodes(Unstructured spec, String path) {
    List<String> warnings = new ArrayList<>();
    for (String key : spec.map("nodeSelector").keySet()) {
      if (OLD.containsKey(key)) {
        warnings.add(path + ".nodeSelector[" + key + "]: " + OLD.get(key));
      }
    }
    String at = path + ".affinity.nodeAffinity.";
    Unstructured affinity = new Unstructured(spec.map("affinity", "nodeAffinity"));
    List<Unstructured> required = affinity.items(REQUIRED, "nodeSelectorTerms");
    for (int i = 0; i < required.size(); i++) {
      term(warnings, required.get(i), at + REQUIRED + ".nodeSelectorTerms[" + i + "]", false);
    }
    List<Unstructured> preferred = affinity.items(PREFERRED);
    for (int i = 0; i < preferred.size(); i++) {
      Unstructured term = new Unstructured(preferred.get(i).map("preference"));
      term(warnings, term, at + PREFERRED + "[" + i + "].preference", true);
    }
    List<Unstructured> constraints = spec.items("topologySpreadConstraints");
    for (int i = 0; i < constraints.size(); i++) {
      String where = path + ".topologySpreadConstraints[" + i + "]";
      String key = constraints.get(i).string("topologyKey");
      if (OLD.containsKey(key)) {
        warnings.add(where + ".topologyKey: " + key + " is " + OLD.get(key));
      }
      if (constraints.get(i).get("labelSelector") == null) {
        warnings.add(where + NOTHING);
      }
    }
    return warnings;
  }

  /**
   * @param lenient whether values that no label can have have passed
   */
  private static void term(List<String> warnings, Unstructured term, String path, boolean lenient) {
    List<Unstructured> expressions = term.items("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      String at = path + ".matchExpressions[" + i + "]";
      String key = expressions.get(i).string("key");
      if (OLD.containsKey(key)) {
        warnings.add(at + ".key: " + key + " is " + OLD.get(key));
      }
      List<?> values = expressions.get(i).list("values");
      for (int v = 0; lenient && v < values.size(); v++) {
        String value = String.valueOf(values.get(v));
        for (String problem : LabelSyntax.valueProblems(value)) {
          warnings.add(at + ".values[" + v + "]: " + value + " is invalid, " + problem);
        }
      }
    }
  }

  /** Of other pods. */
  static List<String> ofPods(Unstructured spec, String path) {
    List<String> warnings = new ArrayList<>();
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      Unstructured affinity = new Unstructured(spec.map("affinity", kind));
      String at = path + ".affinity." + kind + ".";
      List<Unstructured> required = affinity.items(REQUIRED);
      for (int i = 0; i < required.size(); i++) {
        if (required.get(i).get("labelSelector") == null) {
          warnings.add(at + REQUIRED + "[" + i + "]" + NOTHING);
        }
      }
      List<Unstructured> preferred = affinity.items(PREFERRED);
      for (int i = 0; i < preferred.size(); i++) {
        if (preferred.get(i).get("podAffinityTerm", "labelSelector") == null) {
          warnings.add(at + PREFERRED + "[" + i + "].podAffinityTerm" + NOTHING);
        }
      }
    }
    return warnings;
  }
}
