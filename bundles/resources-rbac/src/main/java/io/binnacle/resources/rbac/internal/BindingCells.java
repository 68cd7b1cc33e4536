package io.binnacle.resources.rbac.internal;

import io.binnacle.api.object.Unstructured;
import java.util.stream.Collectors;

/** Table cells of bindings. */
final class BindingCells {
  private BindingCells() {}

  static Object role(Unstructured binding) {
    return binding.string("roleRef", "kind") + "/" + binding.string("roleRef", "name");
  }

  /** The names of the subjects of a kind; of service accounts with their namespaces. */
  static Object subjects(Unstructured binding, String kind) {
    return binding.items("subjects").stream()
        .filter(subject -> subject.kind().equals(kind))
        .map(
            subject ->
                kind.equals("ServiceAccount")
                    ? subject.string("namespace") + "/" + subject.string("name")
                    : subject.string("name"))
        .collect(Collectors.joining(", "));
  }
}
