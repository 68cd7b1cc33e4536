package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Label keys whose values are taken from the pod itself, beside the selector that they narrow. See
 * KEP-3633 and KEP-3243.
 */
final class LabelKeysValidation {
  private static final String MATCH = "matchLabelKeys";
  private static final String MISMATCH = "mismatchLabelKeys";

  private LabelKeysValidation() {}

  /**
   * @param term what has the keys and the selector
   * @param at where the term stands
   */
  static void check(List<FieldError> errors, Unstructured term, String at) {
    keys(errors, term, at, MATCH);
    keys(errors, term, at, MISMATCH);
    List<?> matching = term.list(MATCH);
    if (term.get("labelSelector") != null) {
      selectedTwice(errors, term, matching, at);
    }
    for (int i = 0; i < matching.size(); i++) {
      if (term.list(MISMATCH).contains(matching.get(i))) {
        errors.add(
            FieldError.invalid(
                at + "." + MATCH + "[" + i + "]",
                matching.get(i),
                "exists in both matchLabelKeys and mismatchLabelKeys"));
      }
    }
  }

  private static void keys(List<FieldError> errors, Unstructured term, String at, String field) {
    List<?> keys = term.list(field);
    if (keys.isEmpty()) {
      return;
    }
    if (term.get("labelSelector") == null) {
      errors.add(
          FieldError.forbidden(
              at + "." + field, "must not be specified when labelSelector is not set"));
      return;
    }
    for (int i = 0; i < keys.size(); i++) {
      errors.addAll(LabelRules.key(String.valueOf(keys.get(i)), at + "." + field + "[" + i + "]"));
    }
  }

  /** The key's own expression is in the selector already; a second mention is one too many. */
  private static void selectedTwice(
      List<FieldError> errors, Unstructured term, List<?> matching, String at) {
    Set<Object> selected = new HashSet<>(term.map("labelSelector", "matchLabels").keySet());
    for (Unstructured expression : term.items("labelSelector", "matchExpressions")) {
      String key = expression.string("key");
      int index = matching.lastIndexOf(key);
      if (!selected.add(key) && index >= 0) {
        errors.add(
            FieldError.invalid(
                at + "[" + index + "]", key, "exists in both matchLabelKeys and labelSelector"));
      }
    }
  }
}
