package io.binnacle.itests;

import org.junit.jupiter.api.Test;

/** Runs the README's tour word for word. */
class TourIT {
  @Test
  void everyCommandOfTheTourWorks() throws Exception {
    new Walkthrough(Walkthrough.ROOT.resolve("README.md")).run();
  }
}
