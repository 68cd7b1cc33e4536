package io.binnacle.itests;

import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Protobuf as kube-apiserver sends it, taken apart by Kubernetes' own messages. */
final class ProtobufFrames implements AutoCloseable {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private final DataInputStream in;

  ProtobufFrames(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** The next event of a watch, null if the server has ended it. */
  Meta.@Nullable WatchEvent next() throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return null;
    }
    return Meta.WatchEvent.parseFrom(in.readNBytes(length));
  }

  /** An object taken out of its envelope. */
  static Runtime.Unknown open(byte[] document) throws IOException {
    if (!Arrays.equals(MAGIC, 0, 4, document, 0, Math.min(4, document.length))) {
      throw new AssertionError("no envelope: " + new String(document));
    }
    return Runtime.Unknown.parseFrom(Arrays.copyOfRange(document, 4, document.length));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
