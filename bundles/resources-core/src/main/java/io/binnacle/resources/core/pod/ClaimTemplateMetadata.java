package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.Blank;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metadata of a claim that is made for a pod: labels and annotations, nothing of its own. */
final class ClaimTemplateMetadata {
  private ClaimTemplateMetadata() {}

  static void check(List<FieldError> errors, Unstructured metadata, String path) {
    for (String key : metadata.map("annotations").keySet()) {
      for (String problem : LabelSyntax.keyProblems(key.toLowerCase(Locale.ROOT))) {
        errors.add(FieldError.invalid(path + ".annotations", key, problem));
      }
    }
    errors.addAll(LabelRules.labels(metadata.map("labels"), path + ".labels"));
    metadata
        .content()
        .forEach(
            (field, value) -> {
              boolean own = !field.equals("annotations") && !field.equals("labels");
              if (own && !Blank.is(value) && !(value instanceof List<?> l && l.isEmpty())) {
                String name = Map.of("uid", "uID").getOrDefault(field, field);
                errors.add(FieldError.forbidden(path + "." + name, "cannot be set"));
              }
            });
  }
}
