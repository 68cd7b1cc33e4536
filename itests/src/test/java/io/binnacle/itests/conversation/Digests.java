package io.binnacle.itests.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What is compared of long documents: a digest by name. */
final class Digests {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "patch", "delete", "head", "options");

  private static final Map<String, Function<Map<?, ?>, Object>> BY_NAME =
      Map.of(
          "names",
          body -> {
            TreeSet<Object> names = new TreeSet<>();
            for (Object item : (List<?>) body.get("items")) {
              String name = (String) ((Map<?, ?>) ((Map<?, ?>) item).get("metadata")).get("name");
              if (isOurs(name)) {
                names.add(name);
              }
            }
            return new ArrayList<>(names);
          },
          "definitions",
          body ->
              new ArrayList<>(
                  new TreeSet<>(
                      ((Map<?, ?>) body.get("definitions"))
                          .keySet().stream().filter(name -> isOurs((String) name)).toList())),
          "verbs",
          Digests::verbs,
          "aggregated",
          Digests::aggregated);

  private Digests() {}

  static Object of(String name, Object body) {
    return BY_NAME.get(name).apply((Map<?, ?>) body);
  }

  /** Custom resources of other conversations may still be about. */
  private static boolean isOurs(String name) {
    return !name.contains("example.com") && !name.contains("com.example");
  }

  private static Object verbs(Map<?, ?> body) {
    Map<String, Object> result = new LinkedHashMap<>();
    ((Map<?, ?>) body.get("paths"))
        .forEach(
            (path, operations) -> {
              if (body.get("openapi") != null || isOurs((String) path)) {
                TreeSet<Object> verbs = new TreeSet<>(((Map<?, ?>) operations).keySet());
                verbs.retainAll(METHODS);
                result.put((String) path, new ArrayList<>(verbs));
              }
            });
    return result;
  }

  private static Object aggregated(Map<?, ?> body) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (Object item : (List<?>) body.get("items")) {
      Map<?, ?> group = (Map<?, ?>) item;
      Object named = ((Map<?, ?>) group.get("metadata")).get("name");
      String name = named == null ? "" : (String) named;
      if (!isOurs(name)) {
        continue;
      }
      Map<String, Object> versions = new LinkedHashMap<>();
      for (Object v : (List<?>) group.get("versions")) {
        Map<?, ?> version = (Map<?, ?>) v;
        Map<String, Object> resources = new LinkedHashMap<>();
        list(version.get("resources"))
            .forEach(r -> resources.put((String) r.get("resource"), resource(r)));
        Map<String, Object> digest = new LinkedHashMap<>();
        digest.put("freshness", version.get("freshness"));
        digest.put("resources", resources);
        versions.put((String) version.get("version"), digest);
      }
      result.put(name, versions);
    }
    return result;
  }

  private static Object resource(Map<?, ?> r) {
    Map<String, Object> digest = new LinkedHashMap<>();
    digest.put("kind", r.get("responseKind"));
    digest.put("scope", r.get("scope"));
    digest.put("singular", r.get("singularResource"));
    digest.put("verbs", sorted(r.get("verbs")));
    digest.put("short", sorted(r.get("shortNames")));
    digest.put("categories", sorted(r.get("categories")));
    Map<String, Object> subresources = new LinkedHashMap<>();
    for (Map<?, ?> s : list(r.get("subresources"))) {
      Map<String, Object> sub = new LinkedHashMap<>();
      sub.put("kind", s.get("responseKind"));
      sub.put("verbs", sorted(s.get("verbs")));
      subresources.put((String) s.get("subresource"), sub);
    }
    digest.put("sub", subresources);
    return digest;
  }

  private static List<Map<?, ?>> list(Object value) {
    List<Map<?, ?>> result = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> result.add((Map<?, ?>) item));
    }
    return result;
  }

  private static Object sorted(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).sorted().toList()
        : List.of();
  }
}
