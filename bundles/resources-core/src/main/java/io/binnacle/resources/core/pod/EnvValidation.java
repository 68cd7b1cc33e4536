package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import io.binnacle.resources.core.internal.rules.DataKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The environment variables of a container and where they come from. */
final class EnvValidation {
  private static final Pattern NAME = Pattern.compile("[ -<>-~]+");
  private static final String NAME_RULE =
      "a valid environment variable name must consist only of printable ASCII characters other than"
          + " '='";
  private static final List<String> SOURCES =
      List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");
  private static final Set<String> FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  private EnvValidation() {}

  static void check(List<FieldError> errors, Unstructured container, String path) {
    List<Unstructured> env = container.items("env");
    for (int i = 0; i < env.size(); i++) {
      variable(errors, env.get(i), path + ".env[" + i + "]");
    }
    List<Unstructured> from = container.items("envFrom");
    for (int i = 0; i < from.size(); i++) {
      envFrom(errors, from.get(i), path + ".envFrom", path + ".envFrom[" + i + "]");
    }
  }

  /** The name of a variable, or the beginning of one. */
  static void name(List<FieldError> errors, String name, String at) {
    if (!NAME.matcher(name).matches()) {
      errors.add(FieldError.invalid(at, name, NAME_RULE));
    }
  }

  private static void variable(List<FieldError> errors, Unstructured variable, String at) {
    String name = variable.string("name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(at + ".name", ""));
    } else {
      name(errors, name, at + ".name");
    }
    if (variable.get("valueFrom") == null) {
      return;
    }
    String from = at + ".valueFrom";
    Unstructured source = new Unstructured(variable.map("valueFrom"));
    long given = SOURCES.stream().filter(s -> source.get(s) != null).count();
    if (source.get("fieldRef") != null) {
      DownwardValidation.field(
          errors, new Unstructured(source.map("fieldRef")), FIELDS, from + ".fieldRef");
    }
    if (source.get("resourceFieldRef") != null) {
      DownwardValidation.resource(
          errors,
          new Unstructured(source.map("resourceFieldRef")),
          false,
          from + ".resourceFieldRef");
    }
    keyRef(errors, source, from, "configMapKeyRef");
    keyRef(errors, source, from, "secretKeyRef");
    if (source.get("fileKeyRef") instanceof Map<?, ?> file) {
      FileKeyValidation.reference(errors, Unstructured.of(file), from + ".fileKeyRef");
    }
    if (given == 0) {
      errors.add(
          FieldError.invalid(
              from,
              "",
              "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`,"
                  + " `secretKeyRef` or `fileKeyRef`"));
    } else if (!variable.string("value").isEmpty()) {
      errors.add(FieldError.invalid(from, "", "may not be specified when `value` is not empty"));
    } else if (given > 1) {
      errors.add(
          FieldError.invalid(from, "", "may not have more than one field specified at a time"));
    }
  }

  private static void keyRef(
      List<FieldError> errors, Unstructured source, String from, String kind) {
    if (source.get(kind) == null) {
      return;
    }
    String at = from + "." + kind;
    String name = source.string(kind, "name");
    String problem = Names.subdomain(name, false);
    if (problem != null) {
      errors.add(FieldError.invalid(at + ".name", name, problem));
    }
    String key = source.string(kind, "key");
    if (key.isEmpty()) {
      errors.add(FieldError.required(at + ".key", ""));
    } else {
      DataKeys.problems(key).forEach(w -> errors.add(FieldError.invalid(at + ".key", key, w)));
    }
  }

  private static void envFrom(
      List<FieldError> errors, Unstructured source, String path, String at) {
    String prefix = source.string("prefix");
    if (!prefix.isEmpty()) {
      name(errors, prefix, at + ".prefix");
    }
    int given = 0;
    for (String kind : List.of("configMapRef", "secretRef")) {
      if (source.get(kind) != null) {
        given++;
        String name = source.string(kind, "name");
        String problem = name.isEmpty() ? null : Names.subdomain(name, true);
        if (name.isEmpty()) {
          errors.add(FieldError.required(at + "." + kind + ".name", ""));
        } else if (problem != null) {
          errors.add(FieldError.invalid(at + "." + kind + ".name", name, problem));
        }
      }
    }
    if (given == 0) {
      errors.add(
          FieldError.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`"));
    } else if (given > 1) {
      errors.add(
          FieldError.invalid(path, "", "may not have more than one field specified at a time"));
    }
  }
}
