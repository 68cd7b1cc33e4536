package io.binnacle.rest.answer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class ChunkWriterTest {
  /** Slices of given sizes with random bytes, which counts how much was asked of it. */
  private static final class Given implements Slices {
    private final Iterator<byte[]> parts;
    private byte[] part = {};
    long taken;
    boolean closed;

    Given(List<byte[]> parts) {
      this.parts = parts.iterator();
    }

    @Override
    public boolean next() {
      if (!parts.hasNext()) {
        return false;
      }
      part = parts.next();
      taken += part.length;
      return true;
    }

    @Override
    public byte[] array() {
      return part;
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int length() {
      return part.length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Keeps what is written, and each write waiting until it is told otherwise. */
  private static final class Client implements Content.Sink {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final boolean slow;
    private Callback waiting = Callback.NOOP;
    private boolean ended;

    Client(boolean slow) {
      this.slow = slow;
    }

    @Override
    public void write(boolean last, ByteBuffer chunk, Callback callback) {
      byte[] bytes = new byte[chunk.remaining()];
      chunk.get(bytes);
      read.writeBytes(bytes);
      ended = last;
      if (slow) {
        waiting = callback;
      } else {
        callback.succeeded();
      }
    }
  }

  private final List<Object> outcome = new ArrayList<>();

  private void write(Client client, Slices body, long hint) {
    new ChunkWriter(client, body, hint, () -> outcome.add("done"), outcome::add).iterate();
  }

  private static List<byte[]> parts(long seed, int count, int most) {
    Random random = new Random(seed);
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] part = new byte[random.nextInt(most)];
      random.nextBytes(part);
      parts.add(part);
    }
    return parts;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Test
  void aBodyArrivesWholeWhateverTheSizesOfItsSlices() {
    long seed = System.nanoTime();
    for (int most : new int[] {1, 10, 3_000, 300_000}) {
      List<byte[]> parts = parts(seed, 40, most);
      Client client = new Client(false);
      write(client, new Given(parts), most % 2 == 0 ? 0 : 100);
      assertArrayEquals(joined(parts), client.read.toByteArray(), "seed " + seed);
      assertTrue(client.ended);
    }
    assertEquals(List.of("done", "done", "done", "done"), outcome);
  }

  @Test
  void aSlowReaderHoldsNoMoreThanAChunk() {
    Given body = new Given(parts(1, 10_000, 1_000));
    Client client = new Client(true);
    write(client, body, 0);
    assertTrue(body.taken < 66_000, body.taken + " bytes were taken before the first was read");
    client.waiting.succeeded();
    assertTrue(body.taken < 132_000, body.taken + " bytes were taken for two chunks");
    assertEquals(List.of(), outcome);
  }

  @Test
  void aReaderThatGoesAwayEndsTheBody() {
    Given body = new Given(parts(1, 10_000, 1_000));
    Client client = new Client(true);
    write(client, body, 0);
    IOException gone = new IOException("gone");
    client.waiting.failed(gone);
    assertSame(gone, outcome.get(0));
    assertTrue(body.closed);
  }

  @Test
  void aCompressedBodyIsTheSameBody() throws IOException {
    List<byte[]> parts = parts(3, 200, 5_000);
    Client client = new Client(false);
    write(client, new GzipSlices(new Given(parts)), 0);
    byte[] plain =
        new GZIPInputStream(new ByteArrayInputStream(client.read.toByteArray())).readAllBytes();
    assertArrayEquals(joined(parts), plain);
  }
}
