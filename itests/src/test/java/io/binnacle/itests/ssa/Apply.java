package io.binnacle.itests.ssa;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** How a patch becomes an apply. */
final class Apply {
  private Apply() {}

  /** An apply by the manager that takes nothing from others. */
  static PatchContext by(String manager) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(false)
        .build();
  }
}
