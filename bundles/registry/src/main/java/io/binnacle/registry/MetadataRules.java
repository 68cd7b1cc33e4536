package io.binnacle.registry;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.selector.LabelSyntax;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What metadata may hold, whatever the type. See the API conventions, "Metadata". */
final class MetadataRules {
  private static final int ALL_ANNOTATIONS_BYTES = 256 * 1024;

  private MetadataRules() {}

  static List<FieldError> validate(Unstructured object, Strategy strategy, boolean namespaced) {
    List<FieldError> errors = new ArrayList<>();
    names(object, strategy, errors);
    if (namespaced && object.namespace().isEmpty()) {
      errors.add(FieldError.required("metadata.namespace", ""));
    }
    if (object.number(0, "metadata", "generation") < 0) {
      errors.add(
          FieldError.invalid(
              "metadata.generation",
              object.number(0, "metadata", "generation"),
              "must be greater than or equal to 0"));
    }
    errors.addAll(LabelSyntax.problems(object.labels(), "metadata.labels"));
    annotations(object.annotations(), errors);
    owners(object, errors);
    finalizers(object.finalizers(), errors);
    return errors;
  }

  private static void names(Unstructured object, Strategy strategy, List<FieldError> errors) {
    String prefix = object.string("metadata", "generateName");
    if (!prefix.isEmpty()) {
      String wrong = strategy.checkName(prefix, true);
      if (wrong != null) {
        errors.add(FieldError.invalid("metadata.generateName", prefix, wrong));
      }
    }
    if (object.name().isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
      return;
    }
    String wrong = strategy.checkName(object.name(), false);
    if (wrong != null) {
      errors.add(FieldError.invalid("metadata.name", object.name(), wrong));
    }
  }

  private static void annotations(Map<String, String> annotations, List<FieldError> errors) {
    long size = 0;
    for (Map.Entry<String, String> entry : annotations.entrySet()) {
      for (String wrong :
          LabelSyntax.keyProblems(entry.getKey().toLowerCase(java.util.Locale.ROOT))) {
        errors.add(FieldError.invalid("metadata.annotations", entry.getKey(), wrong));
      }
      size += entry.getKey().length() + entry.getValue().length();
    }
    if (size > ALL_ANNOTATIONS_BYTES) {
      errors.add(FieldError.tooLong("metadata.annotations", ALL_ANNOTATIONS_BYTES));
    }
  }

  private static void owners(Unstructured object, List<FieldError> errors) {
    int index = 0;
    boolean controlled = false;
    for (Unstructured owner : object.items("metadata", "ownerReferences")) {
      String path = "metadata.ownerReferences[" + index++ + "]";
      if (owner.apiVersion().isEmpty()) {
        errors.add(
            FieldError.invalid(
                path + ".apiVersion", owner.apiVersion(), "version must not be empty"));
      }
      if (owner.kind().isEmpty()) {
        errors.add(FieldError.invalid(path + ".kind", "", "must not be empty"));
      }
      if (owner.string("name").isEmpty()) {
        errors.add(FieldError.invalid(path + ".name", "", "must not be empty"));
      }
      if (owner.string("uid").isEmpty()) {
        errors.add(FieldError.invalid(path + ".uid", "", "must not be empty"));
      }
      if (owner.bool("controller")) {
        if (controlled) {
          errors.add(
              FieldError.invalid(
                  "metadata.ownerReferences",
                  object.get("metadata", "ownerReferences"),
                  "Only one reference can have Controller set to true. Found \"true\" in references"
                      + " for more than one owner"));
        }
        controlled = true;
      }
    }
  }

  private static void finalizers(List<String> finalizers, List<FieldError> errors) {
    for (String finalizer : finalizers) {
      List<String> problems = LabelSyntax.keyProblems(finalizer);
      for (String wrong : problems) {
        errors.add(FieldError.invalid("metadata.finalizers", finalizer, wrong));
      }
      if (problems.isEmpty()
          && !finalizer.contains("/")
          && !List.of("orphan", "foregroundDeletion", "kubernetes").contains(finalizer)) {
        errors.add(
            FieldError.invalid(
                "metadata.finalizers",
                finalizer,
                "name is neither a standard finalizer name nor is it fully qualified"));
      }
    }
    if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
      errors.add(
          FieldError.invalid(
              "metadata.finalizers",
              finalizers,
              "finalizer orphan and foregroundDeletion cannot be both set"));
    }
  }

  /** What a change of metadata may not do. */
  static List<FieldError> validateUpdate(Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>();
    if (previous.isBeingDeleted()) {
      List<String> added = new ArrayList<>(object.finalizers());
      added.removeAll(previous.finalizers());
      if (!added.isEmpty()) {
        String list = String.join(", ", added.stream().map(f -> '"' + f + '"').toList());
        errors.add(
            FieldError.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers"
                    + " []string{"
                    + list
                    + "}"));
      }
    }
    return errors;
  }
}
