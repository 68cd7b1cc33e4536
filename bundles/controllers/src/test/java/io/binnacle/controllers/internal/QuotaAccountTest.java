package io.binnacle.controllers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far a count may lower what is used of a quota while writes are under way. */
class QuotaAccountTest {
  private static final long LATER = QuotaAccount.WRITE_NANOS;

  private final QuotaAccount account = new QuotaAccount();

  private static Unstructured quota(String used) {
    Unstructured quota = new Unstructured(new LinkedHashMap<>());
    quota.set("10", "spec", "hard", "pods");
    quota.set("10", "status", "hard", "pods");
    quota.set(used, "status", "used", "pods");
    return quota;
  }

  private static Map<String, Quantity> counted(long count) {
    return Map.of("pods", Quantity.of(count));
  }

  /** A look at the quota; returns what is used after it. */
  private String look(String used, long count, long now) {
    Unstructured quota = quota(used);
    account.see(QuotaStatus.of(quota), now);
    QuotaStatus due = account.due(quota, counted(count), now);
    account.close(due, counted(count), now);
    return String.valueOf(due.used().get("pods"));
  }

  @Test
  void whatIsMissingIsAddedAtOnce() {
    assertEquals("3", look("0", 3, 0));
  }

  @Test
  void aChargeOfLateIsNotTakenBack() {
    assertEquals("2", look("2", 2, 0));
    assertEquals("3", look("3", 2, LATER), "charged since: its object may yet come");
    assertEquals("3", look("3", 2, LATER + 1), "as long as a write may take");
    assertEquals("2", look("3", 2, 2 * LATER), "it did not come");
  }

  @Test
  void whatGoesWhileNothingIsChargedIsGivenBackAtOnce() {
    assertEquals("5", look("5", 5, 0));
    assertEquals("4", look("5", 4, LATER));
  }

  @Test
  void whatGoesWhileOthersAreChargedIsGivenBackToo() {
    assertEquals("5", look("5", 5, 0));
    assertEquals("4", look("7", 2, LATER), "two went since, two may be under way");
  }

  @Test
  void aLookTellsWhetherAnotherIsDue() {
    Unstructured quota = quota("3");
    account.see(QuotaStatus.of(quota), 0);
    assertFalse(account.close(QuotaStatus.of(quota), counted(2), 0));
    assertTrue(account.close(QuotaStatus.of(quota), counted(3), 0));
  }

  @Test
  void theLimitsComeFromTheSpec() {
    Unstructured quota = quota("0");
    quota.set("5", "spec", "hard", "secrets");
    QuotaStatus due = account.due(quota, counted(0), 0);
    assertEquals("{pods=10, secrets=5}", due.hard().toString());
    assertEquals("{pods=0}", due.used().toString());
  }
}
