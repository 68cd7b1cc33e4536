package io.binnacle.benchmarks.load.client;

import java.io.IOException;

/**
 * Gets one answer. All methods are called by the connection's reading thread and must not block.
 */
public interface Receiver {
  void status(int code);

  /** A part of the body; the buffer is reused afterwards. */
  void data(byte[] buffer, int offset, int length);

  /** The answer is complete. */
  void done();

  /** The answer will not be completed: reset by the server, or the connection broke. */
  void failed(IOException reason);
}
