package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.resources.core.internal.rules.LabelRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with a PodTemplateSpec, in kube-apiserver's words. Stateless. */
public final class PodTemplateValidation {
  private PodTemplateValidation() {}

  /**
   * Checks a template after {@link PodTemplateDefaults}.
   *
   * @param template with {@code metadata} and {@code spec}
   * @param path where it stands, such as {@code spec.template}
   * @return what is wrong, in the order in which the original reports it; empty if nothing
   */
  public static List<FieldError> validate(Unstructured template, String path) {
    List<FieldError> errors = metadata(template, path);
    Unstructured spec = new Unstructured(template.map("spec"));
    errors.addAll(PodSpecValidation.validate(spec, path + ".spec"));
    ProfileAnnotations.matchFields(errors, template, path + ".spec");
    if (!spec.list("ephemeralContainers").isEmpty()) {
      errors.add(
          FieldError.forbidden(
              path + ".spec.ephemeralContainers",
              "ephemeral containers not allowed in pod template"));
    }
    return errors;
  }

  /**
   * Checks the labels and annotations alone.
   *
   * @param path where the template stands
   */
  public static List<FieldError> metadata(Unstructured template, String path) {
    List<FieldError> errors =
        new ArrayList<>(LabelRules.labels(template.map("metadata", "labels"), path + ".labels"));
    for (String key : template.map("metadata", "annotations").keySet()) {
      errors.addAll(LabelRules.key(key.toLowerCase(Locale.ROOT), path + ".annotations"));
    }
    PodAnnotations.check(errors, template, path + ".annotations");
    return errors;
  }
}
