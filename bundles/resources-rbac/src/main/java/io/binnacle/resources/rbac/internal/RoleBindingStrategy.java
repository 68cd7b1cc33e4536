package io.binnacle.resources.rbac.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RoleBindings and ClusterRoleBindings, whose role can't be changed once they are there. */
final class RoleBindingStrategy extends RbacStrategy {
  RoleBindingStrategy(boolean namespaced) {
    super(namespaced);
  }

  @Override
  public void applyDefaults(Unstructured object) {
    if (object.string("roleRef", "apiGroup").isEmpty()) {
      object.set(GROUP, "roleRef", "apiGroup");
    }
    for (Unstructured subject : object.items("subjects")) {
      if (subject.string("apiGroup").isEmpty() && isPerson(subject.kind())) {
        subject.set(GROUP, "apiGroup");
      }
    }
  }

  private static boolean isPerson(String kind) {
    return kind.equals("User") || kind.equals("Group");
  }

  @Override
  public List<FieldError> validate(RequestContext context, Unstructured object) {
    List<FieldError> errors = new ArrayList<>(roleProblems(object));
    List<Unstructured> subjects = object.items("subjects");
    for (int i = 0; i < subjects.size(); i++) {
      errors.addAll(subjectProblems(subjects.get(i), "subjects[" + i + "]"));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      RequestContext context, Unstructured object, Unstructured previous) {
    List<FieldError> errors = new ArrayList<>(validate(context, object));
    Map<String, String> role = role(object);
    if (!role.equals(role(previous))) {
      errors.add(FieldError.invalid("roleRef", role, "cannot change roleRef"));
    }
    return errors;
  }

  /** The role's reference as kube-apiserver quotes it. */
  private static Map<String, String> role(Unstructured binding) {
    Map<String, String> role = new LinkedHashMap<>();
    role.put("APIGroup", binding.string("roleRef", "apiGroup"));
    role.put("Kind", binding.string("roleRef", "kind"));
    role.put("Name", binding.string("roleRef", "name"));
    return role;
  }

  private List<FieldError> roleProblems(Unstructured object) {
    List<FieldError> errors = new ArrayList<>();
    String group = object.string("roleRef", "apiGroup");
    if (!group.equals(GROUP)) {
      errors.add(FieldError.notSupported("roleRef.apiGroup", group, List.of(GROUP)));
    }
    List<String> kinds = isNamespaced() ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
    String kind = object.string("roleRef", "kind");
    if (!kinds.contains(kind)) {
      errors.add(FieldError.notSupported("roleRef.kind", kind, kinds));
    }
    String name = object.string("roleRef", "name");
    String wrong = Names.pathSegment(name, false);
    if (name.isEmpty()) {
      errors.add(FieldError.required("roleRef.name", ""));
    } else if (wrong != null) {
      errors.add(FieldError.invalid("roleRef.name", name, wrong));
    }
    return errors;
  }

  private List<FieldError> subjectProblems(Unstructured subject, String path) {
    List<FieldError> errors = new ArrayList<>();
    String name = subject.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    }
    String group = subject.string("apiGroup");
    switch (subject.kind()) {
      case "ServiceAccount" -> {
        String wrong = name.isEmpty() ? null : Names.subdomain(name, false);
        if (wrong != null) {
          errors.add(FieldError.invalid(path + ".name", name, wrong));
        }
        if (!group.isEmpty()) {
          errors.add(FieldError.notSupported(path + ".apiGroup", group, List.of("")));
        }
        if (!isNamespaced() && subject.string("namespace").isEmpty()) {
          errors.add(FieldError.required(path + ".namespace", ""));
        }
      }
      case "User", "Group" -> {
        if (!group.equals(GROUP)) {
          errors.add(FieldError.notSupported(path + ".apiGroup", group, List.of(GROUP)));
        }
      }
      default ->
          errors.add(
              FieldError.notSupported(
                  path + ".kind", subject.kind(), List.of("ServiceAccount", "User", "Group")));
    }
    return errors;
  }
}
