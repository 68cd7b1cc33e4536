package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Users as they stand in the trees of reviews. */
final class UserTree {
  private UserTree() {}

  /** A user as authentication.k8s.io's UserInfo. */
  static Map<String, @Nullable Object> of(UserInfo user) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (!user.name().isEmpty()) {
      tree.put("username", user.name());
    }
    if (!user.uid().isEmpty()) {
      tree.put("uid", user.uid());
    }
    if (!user.groups().isEmpty()) {
      tree.put("groups", new ArrayList<>(user.groups()));
    }
    if (!user.extra().isEmpty()) {
      Map<String, @Nullable Object> extra = new LinkedHashMap<>();
      new TreeMap<>(user.extra()).forEach((key, values) -> extra.put(key, new ArrayList<>(values)));
      tree.put("extra", extra);
    }
    return tree;
  }

  /** The user that the spec of a SubjectAccessReview asks about. */
  static UserInfo askedAbout(Unstructured spec) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    spec.map("extra").forEach((key, values) -> extra.put(key, strings(values)));
    return new UserInfo(
        spec.string("user"), spec.string("uid"), strings(spec.get("groups")), extra);
  }

  private static List<String> strings(@Nullable Object list) {
    return list instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
  }
}
