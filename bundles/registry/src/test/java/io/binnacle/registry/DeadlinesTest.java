package io.binnacle.registry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  @Test
  void whatIsNotMetInTimeFailsAndWhatIsMetDoesNot() throws Exception {
    Deadlines deadlines = new Deadlines(1, () -> new IllegalStateException("late"));
    CompletableFuture<String> met = new CompletableFuture<>();
    CompletableFuture<String> missed = new CompletableFuture<>();
    deadlines.met(deadlines.watch(met));
    deadlines.watch(missed);
    assertThrows(ExecutionException.class, () -> missed.get(20, TimeUnit.SECONDS));
    assertFalse(met.isDone());
    CompletableFuture<String> later = new CompletableFuture<>();
    deadlines.watch(later);
    assertThrows(ExecutionException.class, () -> later.get(20, TimeUnit.SECONDS));
  }
}
