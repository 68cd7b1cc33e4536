package io.binnacle.auth.rbac;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import io.binnacle.auth.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A RoleBinding or ClusterRoleBinding.
 *
 * @param namespace "" for a ClusterRoleBinding
 * @param name its name
 * @param roleKind {@code Role} or {@code ClusterRole}
 * @param roleName the role's name
 * @param subjects to whom the role is given
 */
record Binding(
    String namespace, String name, String roleKind, String roleName, List<Subject> subjects) {
  Binding {
    subjects = List.copyOf(subjects);
  }

  /**
   * To whom a role is given.
   *
   * @param kind {@code User}, {@code Group} or {@code ServiceAccount}
   * @param name the name
   * @param namespace that of a service account as it is written
   * @param key what {@link #keys} has for those whom it means, "" if it means nobody
   */
  record Subject(String kind, String name, String namespace, String key) {
    static Subject of(Unstructured subject, String bindingNamespace) {
      String kind = subject.string("kind");
      String name = subject.string("name");
      String namespace = subject.string("namespace");
      String home = namespace.isEmpty() ? bindingNamespace : namespace;
      String key =
          switch (kind) {
            case "User" -> userKey(name);
            case "Group" -> groupKey(name);
            case "ServiceAccount" ->
                home.isEmpty() ? "" : userKey("system:serviceaccount:" + home + ":" + name);
            default -> "";
          };
      return new Subject(kind, name, namespace, key);
    }

    private String text() {
      return kind + " " + Quoted.of(kind.equals("ServiceAccount") ? name + "/" + namespace : name);
    }
  }

  static Binding of(Unstructured object) {
    String namespace = object.namespace();
    return new Binding(
        namespace,
        object.name(),
        object.string("roleRef", "kind"),
        object.string("roleRef", "name"),
        object.items("subjects").stream().map(subject -> Subject.of(subject, namespace)).toList());
  }

  static String userKey(String name) {
    return "u:" + name;
  }

  static String groupKey(String name) {
    return "g:" + name;
  }

  /** The first subject that means the user, null if none does. */
  @Nullable Subject subjectFor(UserInfo user) {
    for (Subject subject : subjects) {
      boolean meant =
          subject.kind().equals("Group")
              ? user.groups().contains(subject.name())
              : !subject.key().isEmpty() && subject.key().equals(userKey(user.name()));
      if (meant) {
        return subject;
      }
    }
    return null;
  }

  /** Where its role is kept. */
  RoleKey role() {
    return new RoleKey(roleKind.equals("Role") ? namespace : "", roleName);
  }

  /** Says by which right the user was let in. */
  String reason(UserInfo user) {
    Subject subject = subjectFor(user);
    String what =
        namespace.isEmpty()
            ? "ClusterRoleBinding " + Quoted.of(name)
            : "RoleBinding " + Quoted.of(name + "/" + namespace);
    return "RBAC: allowed by "
        + what
        + " of "
        + roleKind
        + " "
        + Quoted.of(roleName)
        + " to "
        + (subject == null ? "" : subject.text());
  }
}
