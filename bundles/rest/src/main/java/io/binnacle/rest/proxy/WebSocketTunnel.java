package io.binnacle.rest.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * SPDY inside a WebSocket (KEP-4006): clients forward ports by it, kubelets speak SPDY only. The
 * WebSocket ends here; what its messages hold is passed on.
 */
public final class WebSocketTunnel {
  private static final String PREFIX = "SPDY/3.1+";
  private static final String STREAM_PROTOCOL = "X-Stream-Protocol-Version";
  private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketTunnel() {}

  static boolean isAskedFor(Request request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().get("Upgrade"))
        && !protocols(request.getHeaders()).isEmpty();
  }

  /** The protocols inside that the client offers. */
  private static List<String> protocols(HttpFields headers) {
    return headers.getCSV("Sec-WebSocket-Protocol", false).stream()
        .filter(protocol -> protocol.startsWith(PREFIX))
        .map(protocol -> protocol.substring(PREFIX.length()))
        .toList();
  }

  /** Turns the client's request into one for the protocol inside. */
  static void askForSpdy(HttpFields.Mutable headers) {
    List<String> protocols = protocols(headers);
    for (String name : List.copyOf(headers.getFieldNamesCollection())) {
      if (name.toLowerCase(Locale.ROOT).startsWith("sec-websocket-")) {
        headers.remove(name);
      }
    }
    headers.put("Upgrade", "SPDY/3.1");
    headers.put("Content-Length", "0");
    protocols.forEach(protocol -> headers.add(STREAM_PROTOCOL, protocol));
  }

  /** Agrees to the WebSocket, with the protocol that the kubelet has chosen. */
  static void accept(Request request, HttpFields chosen, HttpFields.Mutable to) {
    String protocol = chosen.get(STREAM_PROTOCOL);
    accept(request, protocol == null ? "" : PREFIX + protocol, to);
  }

  /** The handshake of RFC 6455. */
  public static void accept(Request request, String protocol, HttpFields.Mutable to) {
    String key = request.getHeaders().get("Sec-WebSocket-Key");
    to.put("Connection", "Upgrade");
    to.put("Upgrade", "websocket");
    to.put("Sec-WebSocket-Accept", acceptOf(key == null ? "" : key.strip()));
    if (!protocol.isEmpty()) {
      to.put("Sec-WebSocket-Protocol", protocol);
    }
  }

  private static String acceptOf(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
