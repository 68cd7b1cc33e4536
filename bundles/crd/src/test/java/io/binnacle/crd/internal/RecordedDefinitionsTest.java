package io.binnacle.crd.internal;

import io.binnacle.resources.testing.RecordedAnswers;
import java.time.InstantSource;

class RecordedDefinitionsTest extends RecordedAnswers {
  RecordedDefinitionsTest() {
    super(CustomResources.tables(InstantSource.system()).build());
  }
}
