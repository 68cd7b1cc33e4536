package io.binnacle.rest;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS whose connections write several full records by one system call, where Jetty's own writes
 * each by itself. Its buffers are held only while something is read or written.
 */
final class GatheringTls extends SslConnectionFactory {
  /** The largest record as the network sees it, in bytes, rounded up. */
  private static final int RECORD = 17 * 1024;

  /** How much is written at once, in bytes: four records. */
  static final int BUFFER = 4 * RECORD;

  GatheringTls(SslContextFactory.Server context, String nextProtocol) {
    super(context, nextProtocol);
    // The engine encrypts in place in arrays; direct buffers it would copy to arrays and back.
    setDirectBuffersForEncryption(false);
    setDirectBuffersForDecryption(false);
    // Nobody asks for what it would tell: which names a certificate has is checked by clients.
    setEnsureSecureRequestCustomizer(false);
  }

  @Override
  protected SslConnection newSslConnection(Connector connector, EndPoint peer, SSLEngine engine) {
    return new Gathering(
        new LargeBuffers(connector.getByteBufferPool()),
        connector,
        getSslContextFactory(),
        peer,
        engine,
        isDirectBuffersForEncryption(),
        isDirectBuffersForDecryption());
  }

  /** Gives buffers that hold several records to the thread that has so much to write. */
  private static final class LargeBuffers extends ByteBufferPool.Wrapper {
    private volatile @Nullable Thread writer;

    LargeBuffers(ByteBufferPool pool) {
      super(pool);
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
      boolean large = writer != null && writer == Thread.currentThread();
      return super.acquire(large ? Math.max(size, BUFFER) : size, direct);
    }
  }

  private static final class Gathering extends SslConnection {
    private final LargeBuffers buffers;

    Gathering(
        LargeBuffers buffers,
        Connector connector,
        SslContextFactory.Server context,
        EndPoint peer,
        SSLEngine engine,
        boolean directEncryption,
        boolean directDecryption) {
      super(
          buffers,
          connector.getExecutor(),
          context,
          peer,
          engine,
          directEncryption,
          directDecryption);
      this.buffers = buffers;
    }

    @Override
    protected SslEndPoint newSslEndPoint() {
      return new SslEndPoint() {
        @Override
        public boolean flush(ByteBuffer... output) throws IOException {
          if (BufferUtil.remaining(output) <= RECORD) {
            return super.flush(output);
          }
          buffers.writer = Thread.currentThread();
          try {
            return super.flush(output);
          } finally {
            buffers.writer = null;
          }
        }
      };
    }

    @Override
    protected SSLEngineResult wrap(SSLEngine engine, ByteBuffer[] input, ByteBuffer output)
        throws SSLException {
      SSLEngineResult result = super.wrap(engine, input, output);
      int consumed = result.bytesConsumed();
      int produced = result.bytesProduced();
      while (goesOn(result) && output.remaining() >= RECORD && hasRemaining(input)) {
        result = super.wrap(engine, input, output);
        consumed += result.bytesConsumed();
        produced += result.bytesProduced();
      }
      return new SSLEngineResult(
          result.getStatus(), result.getHandshakeStatus(), consumed, produced);
    }

    /** A handshake is Jetty's to steer, record by record. */
    private static boolean goesOn(SSLEngineResult result) {
      return result.getStatus() == SSLEngineResult.Status.OK
          && result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
          && result.bytesConsumed() > 0;
    }

    private static boolean hasRemaining(ByteBuffer[] input) {
      for (int i = input.length - 1; i >= 0; i--) {
        if (input[i].hasRemaining()) {
          return true;
        }
      }
      return false;
    }
  }
}
