package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a rule of a FlowSchema: its subjects, and which requests of theirs it means.
 */
final class RuleValidation {
  private static final List<String> VERBS =
      List.of(
          "create",
          "delete",
          "deletecollection",
          "get",
          "list",
          "patch",
          "proxy",
          "update",
          "watch");
  private static final String ALL = "*";

  private RuleValidation() {}

  static List<FieldError> validate(Unstructured rule, String path) {
    List<FieldError> errors = new ArrayList<>();
    List<Unstructured> subjects = rule.items("subjects");
    if (subjects.isEmpty()) {
      errors.add(
          FieldError.required(path + ".subjects", "subjects must contain at least one value"));
    }
    for (int i = 0; i < subjects.size(); i++) {
      errors.addAll(SubjectValidation.validate(subjects.get(i), path + ".subjects[" + i + "]"));
    }
    List<Unstructured> resources = rule.items("resourceRules");
    List<Unstructured> paths = rule.items("nonResourceRules");
    if (resources.isEmpty() && paths.isEmpty()) {
      errors.add(
          FieldError.required(
              path, "at least one of resourceRules and nonResourceRules has to be non-empty"));
    }
    for (int i = 0; i < resources.size(); i++) {
      errors.addAll(resource(resources.get(i), path + ".resourceRules[" + i + "]"));
    }
    for (int i = 0; i < paths.size(); i++) {
      errors.addAll(nonResource(paths.get(i), path + ".nonResourceRules[" + i + "]"));
    }
    return errors;
  }

  private static List<FieldError> resource(Unstructured rule, String path) {
    List<FieldError> errors = new ArrayList<>(verbs(rule, path));
    errors.addAll(
        list(
            rule,
            path,
            "apiGroups",
            "resource rules must supply at least one api group",
            "api groups"));
    errors.addAll(
        list(
            rule,
            path,
            "resources",
            "resource rules must supply at least one resource",
            "resources"));
    List<String> namespaces = strings(rule, "namespaces");
    if (!namespaces.isEmpty() || !rule.bool("clusterScope")) {
      errors.addAll(
          list(
              rule,
              path,
              "namespaces",
              "resource rules that are not cluster scoped must supply at least one namespace",
              "namespaces"));
    }
    for (int i = 0; i < namespaces.size(); i++) {
      String name = namespaces.get(i);
      String wrong = name.equals(ALL) ? null : Names.label(name, false);
      if (wrong != null) {
        errors.add(
            FieldError.invalid(
                path + ".namespaces[" + i + "]",
                name,
                "each member of this list must be '*' or a DNS-1123 label; " + wrong));
      }
    }
    return errors;
  }

  private static List<FieldError> nonResource(Unstructured rule, String path) {
    List<FieldError> errors = new ArrayList<>(verbs(rule, path));
    errors.addAll(
        list(
            rule,
            path,
            "nonResourceURLs",
            "nonResourceURLs must contain at least one value",
            "non-resource URLs"));
    List<String> urls = strings(rule, "nonResourceURLs");
    for (int i = 0; i < urls.size(); i++) {
      String wrong = urlProblem(urls.get(i));
      if (!wrong.isEmpty()) {
        errors.add(FieldError.invalid(path + ".nonResourceURLs[" + i + "]", urls.get(i), wrong));
      }
    }
    return errors;
  }

  private static String urlProblem(String url) {
    if (url.isEmpty()) {
      return "must not be empty";
    }
    if (url.equals("/") || url.equals(ALL)) {
      return "";
    }
    if (!url.startsWith("/")) {
      return "must start with slash";
    }
    if (url.contains(" ")) {
      return "must not contain white-space";
    }
    if (url.contains("//")) {
      return "must not contain double slash";
    }
    int star = url.indexOf('*');
    return star >= 0 && star < url.length() - 1 || url.endsWith("*") && !url.endsWith("/*")
        ? "wildcard can only do suffix matching"
        : "";
  }

  private static List<FieldError> verbs(Unstructured rule, String path) {
    List<FieldError> errors =
        new ArrayList<>(
            list(rule, path, "verbs", "verbs must contain at least one value", "verbs"));
    List<String> verbs = strings(rule, "verbs");
    if (!verbs.contains(ALL) && !VERBS.containsAll(verbs)) {
      errors.add(FieldError.notSupported(path + ".verbs", verbs, VERBS));
    }
    return errors;
  }

  private static List<FieldError> list(
      Unstructured rule, String path, String field, String missing, String others) {
    List<String> values = strings(rule, field);
    if (values.isEmpty()) {
      return List.of(FieldError.required(path + "." + field, missing));
    }
    return values.size() > 1 && values.contains(ALL)
        ? List.of(
            FieldError.invalid(
                path + "." + field, values, "if '*' is present, must not specify other " + others))
        : List.of();
  }

  private static List<String> strings(Unstructured rule, String field) {
    return rule.list(field).stream().map(String::valueOf).toList();
  }
}
