package io.binnacle.benchmarks.load.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encodes request headers (RFC 7541). What is the same in every request goes into the dynamic table
 * with the first one, as other clients do it, and is a byte each from then on. Used under the
 * connection's write lock.
 */
final class RequestHeaders {
  private static final int FIRST_DYNAMIC = 62;
  private static final int METHOD = 2;
  private static final int PATH = 4;
  private static final int CONTENT_TYPE = 31;

  private final Map<String, String> constant = new LinkedHashMap<>();
  private boolean sent;

  RequestHeaders(Endpoint endpoint) {
    constant.put(":authority", endpoint.host() + ":" + endpoint.port());
    constant.put("authorization", "Bearer " + endpoint.token());
    constant.put("user-agent", "binnacle-bench");
    constant.put("accept", "application/json");
  }

  void encode(ByteArrayOutputStream into, String method, String path, String contentType) {
    switch (method) {
      case "GET" -> into.write(0x82);
      case "POST" -> into.write(0x83);
      default -> {
        into.write(METHOD);
        text(into, method);
      }
    }
    into.write(0x87);
    if (sent) {
      for (int i = constant.size() - 1; i >= 0; i--) {
        into.write(0x80 | (FIRST_DYNAMIC + i));
        if (i == constant.size() - 1) {
          path(into, path);
        }
      }
    } else {
      sent = true;
      constant.forEach(
          (name, value) -> {
            into.write(0x40);
            text(into, name);
            text(into, value);
            if (name.equals(":authority")) {
              path(into, path);
            }
          });
    }
    if (!contentType.isEmpty()) {
      into.write(0x0f);
      into.write(CONTENT_TYPE - 15);
      text(into, contentType);
    }
  }

  /** Behind the authority: pseudo-headers come before the others. */
  private static void path(ByteArrayOutputStream into, String path) {
    into.write(PATH);
    text(into, path);
  }

  private static void text(ByteArrayOutputStream into, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < 127) {
      into.write(bytes.length);
    } else {
      into.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>>= 7) {
        into.write((rest & 127) | 128);
      }
      into.write(rest);
    }
    into.writeBytes(bytes);
  }
}
