package io.binnacle.itests.conversation;

import io.binnacle.schema.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds where an answer differs from the recorded one. */
final class Comparison {
  /** Messages that quote the original's implementation language need only be there. */
  private static final Pattern CELL = Pattern.compile("\\.cells[.\\[]\\d+\\]?$");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,2}s");
  private static final Pattern IMPLEMENTATION =
      Pattern.compile(
          "\\bGo (struct|value|type)|into Go|json: cannot unmarshal|unable to decode|\\bgoroutine");

  private final List<String> differences = new ArrayList<>();

  List<String> differences() {
    return differences;
  }

  void compare(String path, Object want, Object got) {
    if (want instanceof Map<?, ?> wanted && got instanceof Map<?, ?> found) {
      wanted.forEach(
          (k, v) -> {
            if (found.containsKey(k)) {
              compare(path + "." + k, v, found.get(k));
            } else {
              differences.add(path + "." + k + ": missing, want " + cut(v));
            }
          });
      found.forEach(
          (k, v) -> {
            if (!wanted.containsKey(k)) {
              differences.add(path + "." + k + ": " + cut(v) + ", want nothing");
            }
          });
    } else if (want instanceof List<?> wanted && got instanceof List<?> found) {
      if (wanted.size() != found.size()) {
        differences.add(path + ": " + cut(got) + ", want " + cut(want));
        return;
      }
      for (int i = 0; i < wanted.size(); i++) {
        compare(path + "[" + i + "]", wanted.get(i), found.get(i));
      }
    } else if (!(want instanceof String text
            && IMPLEMENTATION.matcher(text).find()
            && got instanceof String other
            && !other.isEmpty())
        && !java.util.Objects.equals(want, got)
        && !isAge(path, want, got)) {
      differences.add(path + ": " + cut(got) + ", want " + cut(want));
    }
  }

  /** How many seconds old something is when a table of it is asked for is the machine's affair. */
  private static boolean isAge(String path, Object want, Object got) {
    return CELL.matcher(path).find()
        && SECONDS.matcher(String.valueOf(want)).matches()
        && SECONDS.matcher(String.valueOf(got)).matches();
  }

  private static String cut(Object value) {
    String text = Json.text(value);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  /** Of several causes only what they are is compared, not their order: they come from maps. */
  static Object settle(Object body) {
    if (!(body instanceof Map<?, ?> status)
        || !"Status".equals(status.get("kind"))
        || !(status.get("details") instanceof Map<?, ?> details)
        || !(details.get("causes") instanceof List<?> causes)
        || causes.size() < 2) {
      return body;
    }
    Map<String, Object> result = copy(status);
    String message = String.valueOf(status.get("message"));
    int invalid = message.indexOf(" is invalid: [");
    if (invalid >= 0 && message.endsWith("]")) {
      message = message.substring(0, invalid + " is invalid: [".length()) + "...]";
    } else if (message.startsWith("Apply failed with ")) {
      message = "Apply failed with " + causes.size() + " conflicts";
    }
    result.put("message", message);
    Map<String, Object> settled = copy(details);
    List<Object> sorted = new ArrayList<>(causes);
    sorted.sort(Comparator.comparing(Comparison::sortKey));
    settled.put("causes", sorted);
    result.put("details", settled);
    return result;
  }

  private static String sortKey(Object cause) {
    return Json.text(cause instanceof Map<?, ?> map ? new java.util.TreeMap<>(map) : cause);
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((k, v) -> result.put((String) k, v));
    return result;
  }
}
