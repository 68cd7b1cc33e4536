package io.binnacle.benchmarks.load.client;

import java.nio.charset.StandardCharsets;

/**
 * A complete answer.
 *
 * @param body empty if only its length was wanted
 * @param length of the body in bytes
 */
public record Reply(int status, byte[] body, long length) {
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
