package io.binnacle.resources.core.internal.podsecurity;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the types that make pods have the pods' template. */
final class PodTemplates {
  private static final String[] IN_SPEC = {"spec", "template"};

  private static final Map<GroupResource, String[]> PATHS =
      Map.of(
          new GroupResource("", "replicationcontrollers"), IN_SPEC,
          new GroupResource("", "podtemplates"), new String[] {"template"},
          new GroupResource("apps", "replicasets"), IN_SPEC,
          new GroupResource("apps", "deployments"), IN_SPEC,
          new GroupResource("apps", "statefulsets"), IN_SPEC,
          new GroupResource("apps", "daemonsets"), IN_SPEC,
          new GroupResource("batch", "jobs"), IN_SPEC,
          new GroupResource("batch", "cronjobs"),
              new String[] {"spec", "jobTemplate", "spec", "template"});

  private PodTemplates() {}

  static boolean areIn(GroupResource resource) {
    return PATHS.containsKey(resource);
  }

  /** The template, null if the object has none. */
  static @Nullable Unstructured of(GroupResource resource, Unstructured object) {
    String[] path = PATHS.get(resource);
    Object template = path == null ? null : object.get(path);
    return template instanceof Map<?, ?> ? Unstructured.of(template) : null;
  }
}
