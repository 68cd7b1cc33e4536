package io.binnacle.benchmarks.load.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for one answer. */
final class BlockingCall implements Receiver {
  private final boolean keepBody;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private int status;
  private long length;
  private IOException failure;

  BlockingCall(boolean keepBody) {
    this.keepBody = keepBody;
  }

  @Override
  public void status(int code) {
    status = code;
  }

  @Override
  public void data(byte[] buffer, int offset, int size) {
    length += size;
    if (keepBody || status >= 300) {
      body.write(buffer, offset, size);
    }
  }

  @Override
  public void done() {
    ended.countDown();
  }

  @Override
  public void failed(IOException reason) {
    failure = reason;
    ended.countDown();
  }

  Reply await(long seconds) throws IOException, InterruptedException {
    if (!ended.await(seconds, TimeUnit.SECONDS)) {
      throw new IOException("no answer within " + seconds + " s");
    }
    if (failure != null) {
      throw failure;
    }
    return new Reply(status, body.toByteArray(), length);
  }
}
