package io.binnacle.resources.core.internal;

import io.binnacle.api.object.Unstructured;
import java.util.LinkedHashMap;

/** The answer to what succeeds and has nothing of its own to say. */
final class StatusAnswer {
  private StatusAnswer() {}

  static Unstructured created() {
    Unstructured status = Unstructured.create("v1", "Status");
    status.set(new LinkedHashMap<>(), "metadata");
    status.set("Success", "status");
    status.set(201L, "code");
    return status;
  }
}
