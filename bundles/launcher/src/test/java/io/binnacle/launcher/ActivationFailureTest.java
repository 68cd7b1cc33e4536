package io.binnacle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ActivationFailureTest {
  @Test
  void theMessageIsWithoutClassAndFrames() {
    assertEquals(
        "port 6443 is taken",
        ActivationFailure.reason(
            "java.lang.IllegalStateException: port 6443 is taken\n\tat a.B.c(B.java:1)\n"));
  }

  @Test
  void reflectionsOwnExceptionGivesWayToItsCause() {
    assertEquals(
        "no",
        ActivationFailure.reason(
            "java.lang.reflect.InvocationTargetException\n\tat a.B.c(B.java:1)\n"
                + "Caused by: a.b.SadException: no\n\tat a.B.d(B.java:2)\n"));
  }

  @Test
  void anExceptionWithoutMessageKeepsItsName() {
    assertEquals(
        "java.lang.IllegalStateException",
        ActivationFailure.reason("java.lang.IllegalStateException\n\tat a.B.c(B.java:1)"));
  }
}
