package io.binnacle.resources.storage.internal;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.testing.RecordedAnswers;
import java.time.InstantSource;
import java.util.Map;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(
        StorageResources.tables(
                namespace -> Map.of(), () -> ExpressionChecker.NONE, InstantSource.system())
            .build());
  }

  @Override
  protected Unstructured asRecorded(Unstructured answer) {
    Unstructured copy = answer.deepCopy();
    for (Unstructured device : copy.items("spec", "devices")) {
      device.items("taints").forEach(taint -> taint.set("<time>", "timeAdded"));
    }
    return copy;
  }
}
