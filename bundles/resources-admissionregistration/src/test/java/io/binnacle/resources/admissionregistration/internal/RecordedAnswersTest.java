package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.resources.testing.RecordedAnswers;

class RecordedAnswersTest extends RecordedAnswers {
  RecordedAnswersTest() {
    super(AdmissionRegistrationResources.tables(() -> ExpressionChecker.NONE).build());
  }
}
