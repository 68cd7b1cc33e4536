package io.binnacle.rest.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Answers that are kept in compressed form, as most clients want them so. */
public final class CompressedBody {
  private CompressedBody() {}

  public static byte[] compress(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] expand(byte[] compressed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers with the body as it is, or expanded for a client that does not take gzip. */
  public static void answer(Exchange exchange, String contentType, byte[] compressed) {
    boolean welcome = GzipSlices.isWelcome(exchange.request());
    exchange.head(200, contentType);
    if (welcome) {
      exchange.response().getHeaders().put("Content-Encoding", "gzip");
    }
    byte[] body = welcome ? compressed : expand(compressed);
    exchange.response().write(true, ByteBuffer.wrap(body), exchange.callback());
  }
}
