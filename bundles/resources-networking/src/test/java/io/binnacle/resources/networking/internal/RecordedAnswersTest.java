package io.binnacle.resources.networking.internal;

import io.binnacle.resources.testing.RecordedAnswers;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(NetworkingResources.tables().build());
  }
}
