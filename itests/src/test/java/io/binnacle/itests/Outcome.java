package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * How a command ended.
 *
 * @param status its exit status
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record Outcome(int status, String out, String err) {
  /** Fails the test, showing what was written, unless the status is 0. */
  public Outcome ok() {
    assertEquals(0, status, () -> "stdout: " + out + "\nstderr: " + err);
    return this;
  }
}
