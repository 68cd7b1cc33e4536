package io.binnacle.resources.flowcontrol.internal;

import io.binnacle.resources.testing.RecordedAnswers;
import java.time.InstantSource;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(FlowControlResources.tables(InstantSource.system()).build());
  }
}
