package io.binnacle.resources.batch.internal;

import io.binnacle.resources.testing.RecordedAnswers;
import java.time.InstantSource;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(BatchResources.tables(InstantSource.system()).build());
  }
}
