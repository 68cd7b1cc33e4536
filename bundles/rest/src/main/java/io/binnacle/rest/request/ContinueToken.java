package io.binnacle.rest.request;

import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code continue} token of a list, in kube-apiserver's form: base64 of {@code
 * {"v":"meta.k8s.io/v1","rv":5,"start":"name\u0000"}}.
 *
 * @param revision the revision that the pages show, -1 for that of now
 * @param start where the next page starts: the key below the listed prefix
 */
public record ContinueToken(long revision, String start) {
  private static final String VERSION = "meta.k8s.io/v1";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** The token that goes on behind a key. */
  public static ContinueToken after(long revision, String lastKey) {
    return new ContinueToken(revision, lastKey + "\0");
  }

  /** The key that the next page's keys sort behind. */
  public String afterKey() {
    return start.endsWith("\0") ? start.substring(0, start.length() - 1) : start;
  }

  public String encode() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("v", VERSION);
    tree.put("rv", revision);
    tree.put("start", start);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(tree));
  }

  /**
   * @throws StatusException BadRequest if it is no such token
   */
  public static ContinueToken decode(String text) {
    if (!(parse(text) instanceof Map<?, ?> map)) {
      throw bad("json: cannot unmarshal into a continue token");
    }
    String version = map.get("v") instanceof String v ? v : "";
    if (!version.equals(VERSION)) {
      throw bad("server does not recognize this encoded version " + version);
    }
    long revision = map.get("rv") instanceof Long rv ? rv : 0;
    if (revision == 0) {
      throw bad("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
    }
    String start = map.get("start") instanceof String s ? s : "";
    if (start.isEmpty()) {
      throw bad("encoded start key empty (version meta.k8s.io/v1)");
    }
    if (!isClean(start)) {
      throw bad(start);
    }
    return new ContinueToken(revision, start);
  }

  private static @Nullable Object parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (BASE64.indexOf(text.charAt(i)) < 0) {
        throw bad("illegal base64 data at input byte " + i);
      }
    }
    if (text.length() % 4 == 1) {
      throw bad("illegal base64 data at input byte " + (text.length() - 1));
    }
    byte[] decoded = Base64.getUrlDecoder().decode(text);
    if (decoded.length > 0 && (decoded[0] & 0x80) != 0) {
      // Not even text: named by its first byte, as the original reads it.
      throw bad(
          String.format(
              "invalid character '\\u%04x' looking for beginning of value", decoded[0] & 0xff));
    }
    try {
      return Json.parse(decoded);
    } catch (JsonException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the key stays below the prefix that it is added to. */
  private static boolean isClean(String start) {
    for (String segment : start.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static StatusException bad(String message) {
    return StatusException.badRequest(
        "invalid continue token: continue key is not valid: " + message);
  }
}
