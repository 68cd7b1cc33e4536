package io.binnacle.resources.policy.internal;

import io.binnacle.resources.testing.RecordedAnswers;
import java.time.InstantSource;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(PolicyResources.tables(InstantSource.system()).build());
  }
}
