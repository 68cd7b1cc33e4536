package io.binnacle.resources.core.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRulesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,10.0.0.1",
    "FD00:0:0:0:0:0:0:1,fd00::1",
    "fd00::,fd00::",
    "::1,::1",
    "2001:db8:0:1:0:0:0:1,2001:db8:0:1::1",
    "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:0,2001:0:0:1::"
  })
  void addressesHaveOneWayOfWriting(String written, String canonical) {
    assertEquals(canonical, IpRules.canonical(written));
  }
}
