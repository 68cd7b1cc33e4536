package io.binnacle.auth.bootstrap;

import io.binnacle.api.object.Unstructured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the table of bootstrap roles and bindings; its head says how it is written. */
final class BootstrapPolicy {
  private static final String TABLE = "roles.txt";
  private static final String GROUP = "rbac.authorization.k8s.io";
  static final String AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";

  private BootstrapPolicy() {}

  /** The objects, roles before the bindings that name them. New trees at each call. */
  static List<Unstructured> read() {
    try (InputStream table = BootstrapPolicy.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Unstructured> parse(String table) {
    List<Unstructured> objects = new ArrayList<>();
    table
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              String[] words = line.strip().split(" +");
              try {
                if (line.startsWith(" ")) {
                  addTo(objects.get(objects.size() - 1), words);
                } else {
                  objects.add(head(words));
                }
              } catch (IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(TABLE + ": \"" + line + "\" is incomplete", e);
              }
            });
    return objects;
  }

  private static Unstructured head(String[] words) {
    return switch (words[0]) {
      case "clusterrole" -> role("ClusterRole", "", words[1]);
      case "role" -> role("Role", words[1], words[2]);
      case "clusterbinding" -> binding("ClusterRoleBinding", "", words[1], words[2]);
      case "binding" -> binding("RoleBinding", words[1], words[2], words[3]);
      default -> throw new IllegalArgumentException(TABLE + ": what is a " + words[0] + "?");
    };
  }

  private static Unstructured role(String kind, String namespace, String name) {
    Unstructured role = object(kind, namespace, name);
    role.set(null, "rules");
    return role;
  }

  private static Unstructured binding(String kind, String namespace, String name, String role) {
    Unstructured binding = object(kind, namespace, name);
    int slash = role.indexOf('/');
    binding.set(GROUP, "roleRef", "apiGroup");
    binding.set(role.substring(0, slash), "roleRef", "kind");
    binding.set(role.substring(slash + 1), "roleRef", "name");
    return binding;
  }

  private static Unstructured object(String kind, String namespace, String name) {
    Unstructured object = Unstructured.create(GROUP + "/v1", kind);
    object.set(name, "metadata", "name");
    if (!namespace.isEmpty()) {
      object.set(namespace, "metadata", "namespace");
    }
    object.set("rbac-defaults", "metadata", "labels", "kubernetes.io/bootstrapping");
    object.set("true", "metadata", "annotations", AUTOUPDATE);
    return object;
  }

  private static void addTo(Unstructured object, String[] words) {
    switch (words[0]) {
      case "part-of" -> object.set("true", "metadata", "labels", GROUP + "/" + words[1]);
      case "gathers" -> {
        Map<String, @Nullable Object> selector = new LinkedHashMap<>();
        selector.put("matchLabels", map(GROUP + "/" + words[1], "true"));
        append(selector, object, "aggregationRule", "clusterRoleSelectors");
      }
      case "User", "Group" -> {
        Map<String, @Nullable Object> subject = map("kind", words[0]);
        subject.put("apiGroup", GROUP);
        subject.put("name", words[1]);
        append(subject, object, "subjects");
      }
      case "ServiceAccount" -> {
        int slash = words[1].indexOf('/');
        Map<String, @Nullable Object> subject = map("kind", words[0]);
        subject.put("name", words[1].substring(slash + 1));
        subject.put("namespace", words[1].substring(0, slash));
        append(subject, object, "subjects");
      }
      default -> append(rule(words), object, "rules");
    }
  }

  private static Map<String, @Nullable Object> rule(String[] words) {
    Map<String, @Nullable Object> rule = map("verbs", list(words[0]));
    if (words[1].equals("paths")) {
      rule.put("nonResourceURLs", list(words[2]));
      return rule;
    }
    List<@Nullable Object> groups = list(words[1]);
    groups.replaceAll(group -> "core".equals(group) ? "" : group);
    rule.put("apiGroups", groups);
    rule.put("resources", list(words[2]));
    if (words.length > 3) {
      rule.put("resourceNames", list(words[3]));
    }
    return rule;
  }

  private static Map<String, @Nullable Object> map(String key, Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  private static List<@Nullable Object> list(String joined) {
    return new ArrayList<>(List.of(joined.split(",")));
  }

  static void append(@Nullable Object item, Unstructured object, String... path) {
    if (!(object.get(path) instanceof List<?>)) {
      object.set(new ArrayList<@Nullable Object>(), path);
    }
    object.list(path).add(item);
  }
}
