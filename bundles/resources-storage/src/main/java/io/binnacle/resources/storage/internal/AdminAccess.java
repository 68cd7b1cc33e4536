package io.binnacle.resources.storage.internal;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Claims for devices that others use at the same time are for administrators: only namespaces with
 * a label may have them (KEP-5018).
 *
 * @param namespaceLabels the labels of a namespace
 */
record AdminAccess(Function<String, Map<String, String>> namespaceLabels) {
  private static final String LABEL = "resource.kubernetes.io/admin-access";

  /**
   * @param requests the claim's requests
   * @param path where they stand
   */
  List<FieldError> problems(String namespace, List<Unstructured> requests, String path) {
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).bool("exactly", "adminAccess")
          && !"true".equals(namespaceLabels.apply(namespace).get(LABEL))) {
        return List.of(
            FieldError.forbidden(
                path + "[" + i + "].adminAccess",
                "admin access to devices requires the `"
                    + LABEL
                    + ": true` label on the containing namespace"));
      }
    }
    return List.of();
  }
}
