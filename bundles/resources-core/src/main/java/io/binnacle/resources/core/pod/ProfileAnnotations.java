package io.binnacle.resources.core.pod;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Annotations that named a kernel's profiles before there were fields for it. What they say must be
 * what the fields say.
 */
final class ProfileAnnotations {
  static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
  static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String LOCAL = "localhost/";

  private ProfileAnnotations() {}

  static void check(List<FieldError> errors, Unstructured pod, String path) {
    pod.annotations()
        .forEach(
            (key, value) -> {
              if (key.equals(SECCOMP_POD) || key.startsWith(SECCOMP)) {
                seccomp(errors, value, path + "." + key);
              } else if (key.startsWith(APP_ARMOR)) {
                appArmor(errors, pod, key, value, path);
              }
            });
  }

  private static void seccomp(List<FieldError> errors, String value, String at) {
    if (value.startsWith(LOCAL)) {
      PathRules.descending(errors, value.substring(LOCAL.length()), at);
    } else if (!List.of("runtime/default", "docker/default", "unconfined").contains(value)) {
      errors.add(FieldError.invalid(at, value, "must be a valid seccomp profile"));
    }
  }

  private static void appArmor(
      List<FieldError> errors, Unstructured pod, String key, String value, String path) {
    String at = path + "[" + key + "]";
    String container = key.substring(APP_ARMOR.length());
    boolean known =
        PodSpecDefaults.CONTAINERS.stream()
            .flatMap(list -> pod.items("spec", list).stream())
            .anyMatch(each -> each.string("name").equals(container));
    if (!known) {
      errors.add(FieldError.invalid(at, container, "container not found"));
    }
    boolean right =
        value.isEmpty()
            || value.equals("runtime/default")
            || value.equals("unconfined")
            || value.startsWith(LOCAL);
    if (!right) {
      errors.add(FieldError.invalid(at, value, "invalid AppArmor profile name: \"" + value + "\""));
    }
  }

  /**
   * That annotations and fields say the same where both say something.
   *
   * @param path of the specification
   */
  static void matchFields(List<FieldError> errors, Unstructured pod, String path) {
    Map<String, String> annotations = pod.annotations();
    if (annotations.isEmpty()) {
      return;
    }
    Object podSeccomp = pod.get("spec", "securityContext", "seccompProfile");
    match(
        errors,
        annotations.get(SECCOMP_POD),
        podSeccomp,
        path + ".securityContext.seccompProfile",
        "seccomp");
    boolean linux = !pod.string("spec", "os", "name").equals("windows");
    Object podAppArmor = pod.get("spec", "securityContext", "appArmorProfile");
    for (String list : PodSpecDefaults.CONTAINERS) {
      List<Unstructured> containers = pod.items("spec", list);
      for (int i = 0; i < containers.size(); i++) {
        String name = containers.get(i).string("name");
        String at = path + "." + list + "[" + i + "].securityContext.";
        Object seccomp = containers.get(i).get("securityContext", "seccompProfile");
        match(errors, annotations.get(SECCOMP + name), seccomp, at + "seccompProfile", "seccomp");
        if (linux) {
          Object own = containers.get(i).get("securityContext", "appArmorProfile");
          match(
              errors,
              annotations.get(APP_ARMOR + name),
              own == null ? podAppArmor : own,
              at + "appArmorProfile",
              "apparmor");
        }
      }
    }
  }

  private static void match(
      List<FieldError> errors,
      @Nullable String annotation,
      @Nullable Object field,
      String at,
      String what) {
    if (annotation == null || !(field instanceof Map<?, ?> map)) {
      return;
    }
    Unstructured profile = Unstructured.of(map);
    boolean same =
        switch (profile.string("type")) {
          case "Unconfined" -> annotation.equals("unconfined");
          case "RuntimeDefault" ->
              annotation.equals("runtime/default")
                  || what.equals("seccomp") && annotation.equals("docker/default");
          case "Localhost" -> annotation.startsWith(LOCAL);
          default -> true;
        };
    if (!same) {
      errors.add(
          FieldError.forbidden(at + ".type", what + " type in annotation and field must match"));
    } else if (profile.string("type").equals("Localhost")
        && !annotation.substring(LOCAL.length()).equals(profile.get("localhostProfile"))) {
      errors.add(
          FieldError.forbidden(
              at + ".localhostProfile", what + " profile in annotation and field must match"));
    }
  }
}
