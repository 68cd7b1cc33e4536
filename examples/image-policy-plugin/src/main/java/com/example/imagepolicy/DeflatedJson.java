package com.example.imagepolicy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.StorageCodec;
import io.binnacle.schema.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Compressed JSON behind a mark that tells it from everything else. */
final class DeflatedJson implements StorageCodec {
  private static final byte[] MARK = "imagepolicy1\0".getBytes(StandardCharsets.US_ASCII);

  @Override
  public byte[] encode(Unstructured object) {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.writeBytes(MARK);
    try (OutputStream out = new DeflaterOutputStream(stored)) {
      out.write(Json.write(object.content()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stored.toByteArray();
  }

  @Override
  public Unstructured decode(byte[] stored) {
    if (!Arrays.equals(MARK, Arrays.copyOf(stored, MARK.length))) {
      return null;
    }
    ByteArrayInputStream rest =
        new ByteArrayInputStream(stored, MARK.length, stored.length - MARK.length);
    try (InputStream in = new InflaterInputStream(rest)) {
      return Unstructured.of(Json.parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
