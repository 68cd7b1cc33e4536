package io.binnacle.auth.gate;

import io.binnacle.api.status.StatusException;
import io.binnacle.auth.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request wants to be taken for.
 *
 * @param user the user's name, "" if nobody else
 * @param uid "" for none
 * @param groups the groups, empty for none
 * @param extra further facts, by key in lower case
 */
record ImpersonationHeaders(
    String user, String uid, List<String> groups, Map<String, List<String>> extra) {
  private static final String EXTRA = "impersonate-extra-";

  /**
   * @param headers header values by name in lower case
   * @throws StatusException BadRequest for something else to impersonate without a user
   */
  static ImpersonationHeaders of(Map<String, List<String>> headers) {
    Map<String, List<String>> extra = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          if (name.startsWith(EXTRA)) {
            extra
                .computeIfAbsent(unescape(name.substring(EXTRA.length())), key -> new ArrayList<>())
                .addAll(values);
          }
        });
    ImpersonationHeaders wanted =
        new ImpersonationHeaders(
            first(headers.get("impersonate-user")),
            first(headers.get("impersonate-uid")),
            headers.getOrDefault("impersonate-group", List.of()),
            extra);
    if (wanted.user.isEmpty()
        && !(wanted.uid.isEmpty() && wanted.groups.isEmpty() && extra.isEmpty())) {
      throw StatusException.badRequest(
          "requested " + wanted.words() + " without impersonating a user name");
    }
    return wanted;
  }

  private static String first(@Nullable List<String> values) {
    return values == null || values.isEmpty() ? "" : values.get(0);
  }

  /** Percent-encoded, as a key may hold what a header's name may not; else as it is. */
  private static String unescape(String key) {
    if (key.indexOf('%') < 0) {
      return key;
    }
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    try {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '%') {
          plain[length++] = HexFormat.of().parseHex(key.substring(i + 1, i + 3))[0];
          i += 2;
        } else {
          plain[length++] = bytes[i];
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return key;
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  private String words() {
    String shownExtra =
        extra.isEmpty()
            ? "(nil)"
            : extra.entrySet().stream()
                .map(entry -> Quoted.of(entry.getKey()) + ":" + words(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    return "&user.DefaultInfo{Name:\"\", UID:"
        + Quoted.of(uid)
        + ", Groups:"
        + words(groups)
        + ", Extra:map[string][]string"
        + shownExtra
        + "}";
  }

  private static String words(List<String> texts) {
    return texts.isEmpty()
        ? "[]string(nil)"
        : texts.stream().map(Quoted::of).collect(Collectors.joining(", ", "[]string{", "}"));
  }
}
