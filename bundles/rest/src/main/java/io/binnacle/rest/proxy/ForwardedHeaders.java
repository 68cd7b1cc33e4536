package io.binnacle.rest.proxy;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/**
 * Which headers pass on. Who the client is stays here: the server behind would otherwise get
 * credentials that are good for this one.
 */
final class ForwardedHeaders {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");
  private static final Set<String> PRIVATE =
      Set.of("authorization", "expect", "x-forwarded-for", "x-forwarded-uri");
  private static final List<String> PRIVATE_PREFIXES = List.of("impersonate-", "x-remote-");
  private static final Set<String> CROSS_ORIGIN =
      Set.of(
          "access-control-allow-credentials",
          "access-control-allow-headers",
          "access-control-allow-methods",
          "access-control-allow-origin");
  private static final String BEARER_PROTOCOL = "base64url.bearer.authorization.k8s.io.";
  private static final String PROTOCOL = "sec-websocket-protocol";

  private ForwardedHeaders() {}

  /** The request's own, and the way that it has come. */
  static HttpFields ofRequest(Request request, boolean upgrade) {
    HttpFields.Mutable result = HttpFields.build();
    Set<String> listed = listed(request.getHeaders());
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      boolean ofTheConnection = OF_THE_CONNECTION.contains(name) || listed.contains(name);
      if (!ofTheConnection
          && !PRIVATE.contains(name)
          && PRIVATE_PREFIXES.stream().noneMatch(name::startsWith)
          && !name.startsWith(":")) {
        add(result, name, field);
      }
    }
    if (upgrade) {
      result.put("Connection", "Upgrade");
      result.put("Upgrade", request.getHeaders().get("Upgrade"));
    }
    String before = String.join(", ", request.getHeaders().getValuesList("X-Forwarded-For"));
    String client =
        request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress address
            ? address.getAddress().getHostAddress()
            : "";
    if (!client.isEmpty()) {
      result.put("X-Forwarded-For", before.isEmpty() ? client : before + ", " + client);
    }
    return result.asImmutable();
  }

  private static void add(HttpFields.Mutable result, String name, HttpField field) {
    if (!name.equals(PROTOCOL)) {
      result.add(field.getName(), field.getValue() == null ? "" : field.getValue());
      return;
    }
    List<String> protocols =
        field.getValueList().stream().filter(p -> !p.startsWith(BEARER_PROTOCOL)).toList();
    if (!protocols.isEmpty()) {
      result.add(field.getName(), String.join(", ", protocols));
    }
  }

  /** The answer's own. */
  static void answer(HttpFields from, HttpFields.Mutable to) {
    Set<String> listed = listed(from);
    Set<String> replaced = new HashSet<>();
    for (HttpField field : from) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(name)
          && !listed.contains(name)
          && !CROSS_ORIGIN.contains(name)) {
        if (replaced.add(name)) {
          to.remove(field.getName());
        }
        to.add(field.getName(), field.getValue() == null ? "" : field.getValue());
      }
    }
  }

  private static Set<String> listed(HttpFields headers) {
    Set<String> names = new HashSet<>();
    for (String name : headers.getCSV("Connection", false)) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
    names.remove("upgrade");
    return names;
  }
}
