package io.binnacle.registry;

import java.time.Instant;

/** The present second as the API writes it; the text is made once a second. Thread-safe. */
final class Timestamp {
  private record Second(long number, String text) {}

  private volatile Second latest = new Second(0, Instant.EPOCH.toString());

  String now() {
    long number = System.currentTimeMillis() / 1000;
    Second second = latest;
    if (second.number() != number) {
      second = new Second(number, Instant.ofEpochSecond(number).toString());
      latest = second;
    }
    return second.text();
  }
}
