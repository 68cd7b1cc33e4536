package io.binnacle.resources.apiregistration.internal;

import io.binnacle.resources.testing.RecordedAnswers;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(ApiRegistrationResources.types());
  }
}
