package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.resources.core.internal.admission.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods that admission refuses, in kube-apiserver's words. */
final class AdmissionTest {
  private static Unstructured pod(String spec) {
    return Unstructured.of(
        TypesUnderTest.json(
            "{\"metadata\":{\"name\":\"x\",\"namespace\":\"facts\"},\"spec\":{" + spec + "}}"));
  }

  private static String refusal(Runnable work) {
    return assertThrows(StatusException.class, work::run).getMessage();
  }

  @Test
  void anAccountThatIsNotThereIsNamed() {
    Unstructured pod = pod("\"serviceAccountName\":\"nope\"");
    assertEquals(
        "pods \"x\" is forbidden: error looking up service account facts/nope: serviceaccount"
            + " \"nope\" not found",
        refusal(() -> new AccountInMemory().plugin().mutate(AccountInMemory.review(pod))));
  }

  @Test
  void aPriorityClassThatIsNotThereIsNamed() {
    Unstructured pod = pod("\"priorityClassName\":\"nope\"");
    assertEquals(
        "pods \"x\" is forbidden: no PriorityClass with name nope was found",
        refusal(() -> new Priority().mutate(AccountInMemory.review(pod))));
  }

  @Test
  void theSystemsClassesAreKnownBeforeTheyAreServed() {
    Unstructured pod = pod("\"priorityClassName\":\"system-node-critical\"");
    new Priority().mutate(AccountInMemory.review(pod));
    assertEquals(2000001000L, pod.get("spec", "priority"));
    assertEquals("PreemptLowerPriority", pod.get("spec", "preemptionPolicy"));
  }

  @Test
  void aPreemptionPolicyOfOnesOwnIsRefused() {
    Unstructured pod = pod("\"preemptionPolicy\":\"Never\"");
    assertEquals(
        "pods \"x\" is forbidden: the string value of PreemptionPolicy (Never) must not be provided"
            + " in pod spec; priority admission controller computed PreemptLowerPriority from the"
            + " given PriorityClass name",
        refusal(() -> new Priority().mutate(AccountInMemory.review(pod))));
  }

  @Test
  void aPriorityOfOnesOwnIsRefused() {
    Unstructured pod = pod("\"priority\":7");
    assertEquals(
        "pods \"x\" is forbidden: the integer value of priority (7) must not be provided in pod"
            + " spec; priority admission controller computed 0 from the given PriorityClass name",
        refusal(() -> new Priority().mutate(AccountInMemory.review(pod))));
  }

  @Test
  void aPodThatWantsNoTokenGetsNone() {
    Unstructured pod = pod("\"automountServiceAccountToken\":false,\"containers\":[{}]");
    new AccountInMemory().plugin().mutate(AccountInMemory.review(pod));
    assertEquals("default", pod.string("spec", "serviceAccountName"));
    assertEquals(List.of(), pod.list("spec", "volumes"));
  }
}
