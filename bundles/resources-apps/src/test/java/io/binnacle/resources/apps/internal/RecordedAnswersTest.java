package io.binnacle.resources.apps.internal;

import io.binnacle.resources.testing.RecordedAnswers;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(AppsResources.tables().build());
  }
}
