package io.binnacle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StartFailureTest {
  @Test
  void aMissingPackageIsNamedWithTheBundleThatLacksIt() {
    String message =
        "Unable to resolve a.b [6](R 6.0): missing requirement [a.b [6](R 6.0)]"
            + " osgi.wiring.package; (&(osgi.wiring.package=x)(version>=1.0.0)) [caused by: Unable to"
            + " resolve c.d [5](R 5.0): missing requirement [c.d [5](R 5.0)] osgi.wiring.package;"
            + " (osgi.wiring.package=y.z)] Unresolved requirements: [[a.b [6](R 6.0)] q]";
    assertEquals(
        "c.d finds no package y.z (osgi.wiring.package=y.z)",
        StartFailure.reason(new IllegalStateException(message)));
  }

  @Test
  void anyOtherMessageIsThatOfTheDeepestCause() {
    Exception deepest = new IllegalStateException("deep");
    assertEquals("deep", StartFailure.reason(new RuntimeException("shallow", deepest)));
    assertEquals(
        "java.lang.IllegalStateException", StartFailure.reason(new IllegalStateException()));
  }
}
