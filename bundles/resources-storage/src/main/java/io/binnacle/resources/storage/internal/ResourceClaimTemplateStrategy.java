package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ResourceClaimTemplates: claims to be made for pods. A template never changes. */
final class ResourceClaimTemplateStrategy implements Strategy {
  private static final Set<String> METADATA = Set.of("annotations", "labels");

  private final AdminAccess admin;
  private final ClaimRules rules;
  private final StructType spec;

  /**
   * @param spec the structure of a claim's specification
   */
  ResourceClaimTemplateStrategy(AdminAccess admin, ClaimRules rules, StructType spec) {
    this.admin = admin;
    this.rules = rules;
    this.spec = spec;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public void applyDefaults(Unstructured object) {
    ClaimRules.applyDefaults(new Unstructured(object.map("spec", "spec")));
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(problems(object));
    errors.addAll(
        admin.problems(
            object.namespace(),
            object.items("spec", "spec", "devices", "requests"),
            "spec.devices.requests"));
    return errors;
  }

  private List<FieldError> problems(Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    Unstructured template = new Unstructured(object.map("spec"));
    errors.addAll(LabelSyntax.problems(template.labels(), "spec.metadata.labels"));
    template
        .annotations()
        .keySet()
        .forEach(key -> errors.addAll(Rules.qualifiedName(key, "spec.metadata.annotations")));
    template.map("metadata").forEach((field, value) -> errors.addAll(given(field, value)));
    errors.addAll(rules.problems(new Unstructured(object.map("spec", "spec")), "spec.spec"));
    return errors;
  }

  /** Claims get names and the like of their own. */
  private static List<FieldError> given(String field, @Nullable Object value) {
    return METADATA.contains(field) || value == null || Unstructured.isEmpty(value)
        ? List.of()
        : List.of(FieldError.forbidden("spec.metadata." + field, "cannot be set"));
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(problems(object));
    if (Objects.equals(object.get("spec"), previous.get("spec"))) {
      return errors;
    }
    Map<String, @Nullable Object> quoted = new LinkedHashMap<>(object.map("spec", "metadata"));
    quoted.put("Spec", QuotedForm.of(spec, object.map("spec", "spec")));
    errors.add(FieldError.invalid("spec", quoted, Rules.IMMUTABLE));
    return errors;
  }
}
