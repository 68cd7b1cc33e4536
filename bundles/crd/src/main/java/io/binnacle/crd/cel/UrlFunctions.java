package io.binnacle.crd.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.STRING;
import static io.binnacle.crd.cel.OpaqueTypes.URL;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code url('https://example.com:80/').getHost()} and the like. */
final class UrlFunctions {
  private UrlFunctions() {}

  static void add(FunctionLibrary library) {
    library.global("url", URL, a -> parse((String) a[0]), STRING);
    library.global("isURL", BOOL, a -> isUrl((String) a[0]), STRING);
    library.member("getScheme", STRING, a -> text(url(a[0]).getScheme()), URL);
    library.member("getHost", STRING, a -> text(url(a[0]).getRawAuthority()), URL);
    library.member("getHostname", STRING, a -> hostname(url(a[0])), URL);
    library.member(
        "getPort", STRING, a -> url(a[0]).getPort() < 0 ? "" : "" + url(a[0]).getPort(), URL);
    library.member("getEscapedPath", STRING, a -> text(url(a[0]).getRawPath()), URL);
    library.member(
        "getQuery",
        MapType.create(STRING, ListType.create(STRING)),
        a -> query(text(url(a[0]).getRawQuery())),
        URL);
  }

  private static URI url(Object value) {
    return (URI) value;
  }

  private static String text(@Nullable String part) {
    return part == null ? "" : part;
  }

  private static boolean isUrl(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static URI parse(String text) {
    try {
      URI uri = new URI(text);
      if (uri.isAbsolute() || text.startsWith("/")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "URL parse error during conversion from string: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "URL parse error during conversion from string: parse \""
            + text
            + "\": invalid URI for request");
  }

  private static String hostname(URI url) {
    String host = text(url.getHost());
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Map<String, List<String>> query(String query) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        result.computeIfAbsent(decoded(key), k -> new ArrayList<>()).add(decoded(value));
      }
    }
    return result;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
