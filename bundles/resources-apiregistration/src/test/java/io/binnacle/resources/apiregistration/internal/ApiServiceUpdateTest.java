package io.binnacle.resources.apiregistration.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.binnacle.resources.testing.ResourceBench;
import org.junit.jupiter.api.Test;

class ApiServiceUpdateTest {
  @Test
  void anUpdateMustSayWhichStateItIsOf() {
    ResourceBench bench = new ResourceBench(ApiRegistrationResources.types());
    assertFalse(bench.type("apiservices").strategy().allowsUnconditionalUpdate());
  }
}
