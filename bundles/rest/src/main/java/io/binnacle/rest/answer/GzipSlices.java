package io.binnacle.rest.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.server.Request;

/** A body compressed while it is written, for time rather than size, as the original does. */
final class GzipSlices implements Slices {
  private static final int ENOUGH = 32 * 1024;

  private final Slices plain;
  private final Gathered gathered = new Gathered();
  private final FastGzip out;
  private boolean given;
  private boolean closed;

  GzipSlices(Slices plain) {
    this.plain = plain;
    try {
      this.out = new FastGzip(gathered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the client takes gzip. */
  static boolean isWelcome(Request request) {
    for (String value : request.getHeaders().getValuesList("Accept-Encoding")) {
      for (String coding : value.split(",", -1)) {
        if (coding.split(";", 2)[0].strip().equals("gzip") && !coding.strip().endsWith("q=0")) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean next() {
    if (given) {
      gathered.reset();
    }
    // What the compressor has written when it was made, the format's head, is still there.
    given = true;
    try {
      while (!closed && gathered.size() < ENOUGH) {
        if (plain.next()) {
          out.write(plain.array(), plain.offset(), plain.length());
        } else {
          out.close();
          closed = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gathered.size() > 0;
  }

  /** Gives back what the compressor holds outside the heap. */
  @Override
  public void close() {
    plain.close();
    out.end();
  }

  @Override
  public byte[] array() {
    return gathered.array();
  }

  @Override
  public int offset() {
    return 0;
  }

  @Override
  public int length() {
    return gathered.size();
  }

  private static final class Gathered extends ByteArrayOutputStream {
    Gathered() {
      super(ENOUGH + 8192);
    }

    byte[] array() {
      return buf;
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream target) throws IOException {
      super(target, 8192);
      def.setLevel(1);
    }

    void end() {
      def.end();
    }
  }
}
