package io.binnacle.resources.coordination.internal;

import io.binnacle.resources.testing.RecordedAnswers;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(CoordinationResources.tables().build());
  }
}
