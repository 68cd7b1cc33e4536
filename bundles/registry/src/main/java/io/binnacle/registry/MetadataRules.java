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
    if (!strategy.allowsPlainFinalizers()) {
      knownFinalizers(object.finalizers(), errors);
    }
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
    String path = "metadata.ownerReferences";
    String controller = "";
    for (Unstructured owner : object.items("metadata", "ownerReferences")) {
      owner(owner, path, errors);
      if (!owner.bool("controller")) {
        continue;
      }
      String named = owner.kind() + "/" + owner.string("name");
      if (controller.isEmpty()) {
        controller = named;
      } else {
        errors.add(
            FieldError.invalid(
                path,
                object.get("metadata", "ownerReferences"),
                "Only one reference can have Controller set to true. Found \"true\" in references"
                    + " for "
                    + controller
                    + " and "
                    + named));
      }
    }
  }

  /** All references share one path, as in the original. */
  private static void owner(Unstructured owner, String path, List<FieldError> errors) {
    String apiVersion = owner.apiVersion();
    boolean unversioned =
        apiVersion.isEmpty() || apiVersion.chars().filter(c -> c == '/').count() > 1;
    if (unversioned || apiVersion.endsWith("/")) {
      errors.add(FieldError.invalid(path + ".apiVersion", apiVersion, "version must not be empty"));
    }
    if (owner.kind().isEmpty()) {
      errors.add(FieldError.invalid(path + ".kind", "", "must not be empty"));
    }
    for (String field : List.of("name", "uid")) {
      if (owner.string(field).isEmpty()) {
        errors.add(FieldError.invalid(path + "." + field, "", "must not be empty"));
      }
    }
    if (apiVersion.equals("v1") && owner.kind().equals("Event")) {
      errors.add(
          FieldError.invalid(
              path, owner.content(), "/v1, Kind=Event is disallowed from being an owner"));
    }
  }

  private static void finalizers(List<String> finalizers, List<FieldError> errors) {
    for (String finalizer : finalizers) {
      for (String wrong : LabelSyntax.keyProblems(finalizer)) {
        errors.add(FieldError.invalid("metadata.finalizers", finalizer, wrong));
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

  private static void knownFinalizers(List<String> finalizers, List<FieldError> errors) {
    for (int i = 0; i < finalizers.size(); i++) {
      String finalizer = finalizers.get(i);
      if (!finalizer.contains("/")
          && !List.of("orphan", "foregroundDeletion", "kubernetes").contains(finalizer)) {
        errors.add(
            FieldError.invalid(
                "metadata.finalizers[" + i + "]",
                finalizer,
                "name is neither a standard finalizer name nor is it fully qualified"));
      }
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
