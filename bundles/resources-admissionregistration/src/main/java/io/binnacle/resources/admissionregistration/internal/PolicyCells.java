package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.object.Unstructured;

/** Table cells of policies and their bindings. */
final class PolicyCells {
  private static final String UNSET = "<unset>";

  private PolicyCells() {}

  static Object paramKind(Unstructured policy) {
    return policy.get("spec", "paramKind") == null
        ? UNSET
        : policy.string("spec", "paramKind", "apiVersion")
            + "/"
            + policy.string("spec", "paramKind", "kind");
  }

  static Object paramRef(Unstructured binding) {
    if (binding.get("spec", "paramRef") == null) {
      return UNSET;
    }
    String namespace = binding.string("spec", "paramRef", "namespace");
    String name = binding.string("spec", "paramRef", "name");
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
