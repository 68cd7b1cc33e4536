package io.binnacle.rest.resource;

import io.binnacle.api.translate.LocalObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds an object's metadata in its JSON without reading the rest: it stands behind apiVersion and
 * kind. Immutable.
 */
final class MetadataSlice {
  private final boolean sameVersion;
  private final byte[] before;

  MetadataSlice(ServedResource resource) {
    this.sameVersion = resource.isStorageVersion();
    this.before =
        ("{\"apiVersion\":\""
                + resource.kind().apiVersion()
                + "\",\"kind\":\""
                + resource.kind().kind()
                + "\",\"metadata\":")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** The metadata as JSON; null where it is not in its usual place, or of another version. */
  byte @Nullable [] of(LocalObject object) {
    byte[] json = object.json();
    int start = before.length;
    boolean usual =
        sameVersion
            && json.length > start
            && json[start] == '{'
            && Arrays.equals(json, 0, start, before, 0, start);
    return usual ? Arrays.copyOfRange(json, start, end(json, start)) : null;
  }

  /** Behind the brace that closes the one at {@code start}; the JSON is well-formed. */
  private static int end(byte[] json, int start) {
    int depth = 0;
    int at = start;
    do {
      switch (json[at++]) {
        case '{' -> depth++;
        case '}' -> depth--;
        case '"' -> at = behindText(json, at);
        default -> {
          // Nothing that opens or closes.
        }
      }
    } while (depth > 0);
    return at;
  }

  private static int behindText(byte[] json, int start) {
    int at = start;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
