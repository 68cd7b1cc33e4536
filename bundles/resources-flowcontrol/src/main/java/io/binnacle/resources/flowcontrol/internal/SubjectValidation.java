package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a subject of a FlowSchema: one of a user, a group, a service account. */
final class SubjectValidation {
  private static final Map<String, String> FIELDS =
      Map.of("Group", "group", "ServiceAccount", "serviceAccount", "User", "user");
  private static final List<String> KINDS = List.of("Group", "ServiceAccount", "User");

  private SubjectValidation() {}

  static List<FieldError> validate(Unstructured subject, String path) {
    String kind = subject.string("kind");
    String own = FIELDS.get(kind);
    if (own == null) {
      return List.of(FieldError.notSupported(path + ".kind", kind, KINDS));
    }
    List<FieldError> errors = new ArrayList<>();
    if (subject.get(own) == null) {
      errors.add(
          FieldError.required(
              path + "." + own, own + " is required when subject kind is '" + kind + "'"));
    } else {
      errors.addAll(named(kind, Parts.of(subject, own), path + "." + own));
    }
    for (String other : KINDS) {
      String field = FIELDS.getOrDefault(other, "");
      if (!other.equals(kind) && subject.get(field) != null) {
        errors.add(
            FieldError.forbidden(
                path + "." + field,
                field + " is forbidden when subject kind is not '" + other + "'"));
      }
    }
    return errors;
  }

  private static List<FieldError> named(String kind, Unstructured named, String path) {
    String name = named.string("name");
    List<FieldError> errors = new ArrayList<>();
    if (name.isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    }
    if (!kind.equals("ServiceAccount")) {
      return errors;
    }
    if (!name.isEmpty() && !name.equals("*")) {
      add(errors, path + ".name", name, Names.subdomain(name, false));
    }
    String namespace = named.string("namespace");
    if (namespace.isEmpty()) {
      errors.add(
          FieldError.required(path + ".namespace", "must specify namespace for service account"));
    } else {
      add(errors, path + ".namespace", namespace, Names.label(namespace, false));
    }
    return errors;
  }

  private static void add(
      List<FieldError> errors, String path, String value, @Nullable String wrong) {
    if (wrong != null) {
      errors.add(FieldError.invalid(path, value, wrong));
    }
  }
}
