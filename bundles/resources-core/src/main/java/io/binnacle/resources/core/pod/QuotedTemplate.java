package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.diff.SpecDiff;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod template as kube-apiserver quotes it in messages of what is wrong with all of it. */
public final class QuotedTemplate {
  private QuotedTemplate() {}

  /** A tree to be quoted; the template is left as it is. */
  public static Map<String, @Nullable Object> of(Unstructured template) {
    Map<String, @Nullable Object> quoted = new LinkedHashMap<>(template.map("metadata"));
    quoted.put("Spec", SpecDiff.insidePod(template.map("spec")));
    return quoted;
  }
}
