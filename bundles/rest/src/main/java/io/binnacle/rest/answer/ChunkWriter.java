package io.binnacle.rest.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes a body piece by piece, gathered into chunks, the next only when the last is written: a
 * slow reader holds one chunk. Runs on whichever thread finished the write before.
 */
final class ChunkWriter extends IteratingCallback {
  private static final int CHUNK = 32 * 1024;

  private final Content.Sink sink;
  private final Runnable done;
  private final Consumer<Throwable> failed;
  private final Iterator<byte[]> pieces;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(1024);
  private final OutputStream out;
  private boolean finished;

  ChunkWriter(
      Content.Sink sink,
      Iterator<byte[]> pieces,
      boolean gzip,
      Runnable done,
      Consumer<Throwable> failed) {
    this.sink = sink;
    this.pieces = pieces;
    this.done = done;
    this.failed = failed;
    this.out = gzip ? compressing(gathered) : gathered;
  }

  private static OutputStream compressing(OutputStream target) {
    try {
      return new FastGzip(target);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  protected Action process() throws IOException {
    if (finished) {
      return Action.SUCCEEDED;
    }
    while (gathered.size() < CHUNK && pieces.hasNext()) {
      out.write(pieces.next());
    }
    if (!pieces.hasNext()) {
      out.close();
      finished = true;
    }
    ByteBuffer chunk = ByteBuffer.wrap(gathered.toByteArray());
    gathered.reset();
    sink.write(finished, chunk, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleteSuccess() {
    done.run();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    failed.accept(cause);
  }

  /** Favours time over size, as the original does. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream target) throws IOException {
      super(target, 8192);
      def.setLevel(1);
    }
  }
}
