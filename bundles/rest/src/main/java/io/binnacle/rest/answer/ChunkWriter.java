package io.binnacle.rest.answer;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes a body gathered into one chunk, which is filled again only when it is written: a slow
 * reader holds one chunk, however long the body is. Runs on whichever thread finished the write
 * before.
 */
final class ChunkWriter extends IteratingCallback {
  /** With the heads of its frames a chunk fills four TLS records. */
  private static final int CHUNK = 64 * 1024 - 128;

  private final Content.Sink sink;
  private final Slices slices;
  private final Runnable done;
  private final Consumer<Throwable> failed;
  private final byte[] chunk;
  private int taken;
  private boolean inSlice;
  private boolean finished;

  /**
   * @param sizeHint how long the body is at most, in bytes, if it is short; 0 where unknown
   */
  ChunkWriter(
      Content.Sink sink, Slices slices, long sizeHint, Runnable done, Consumer<Throwable> failed) {
    this.sink = sink;
    this.slices = slices;
    this.done = done;
    this.failed = failed;
    this.chunk = new byte[sizeHint > 0 ? (int) Math.min(CHUNK, sizeHint) : CHUNK];
  }

  @Override
  protected Action process() {
    if (finished) {
      return Action.SUCCEEDED;
    }
    int length = fill();
    sink.write(finished, ByteBuffer.wrap(chunk, 0, length), this);
    return Action.SCHEDULED;
  }

  private int fill() {
    int length = 0;
    while (length < chunk.length) {
      if (!inSlice) {
        if (!slices.next()) {
          finished = true;
          break;
        }
        inSlice = true;
        taken = 0;
      }
      int size = Math.min(slices.length() - taken, chunk.length - length);
      System.arraycopy(slices.array(), slices.offset() + taken, chunk, length, size);
      length += size;
      taken += size;
      inSlice = taken < slices.length();
    }
    return length;
  }

  @Override
  protected void onCompleteSuccess() {
    slices.close();
    done.run();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    slices.close();
    failed.accept(cause);
  }
}
