package io.binnacle.itests.conversation;

import io.binnacle.schema.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ordered exchange of requests and answers. A step has a {@code request}, the {@code answer}
 * expected, and perhaps: {@code watch} (how many events to read), {@code during} (requests made
 * while a watch is open), {@code until} (ask again until a value is there), {@code sleep}, {@code
 * save} (values for later {@code ${name}}), {@code compare} (only some paths, texts that must be
 * there, a digest).
 */
final class Conversation {
  private static final Pattern COLLECTION =
      Pattern.compile("^(/api/v1|/apis/[^/?]+/[^/?]+)/namespaces/([^/?]+)/([a-z]+)(/|\\?|$)");
  private static final Set<String> NO_COLLECTIONS =
      Set.of("finalize", "status", "bindings", "localsubjectaccessreviews");

  private final Map<String, Object> script;
  private final ApiConnection api;
  private final Map<String, String> saved = new LinkedHashMap<>();

  Conversation(Map<String, Object> script, ApiConnection api) {
    this.script = script;
    this.api = api;
  }

  /** The differences found; empty if all answers are as recorded. */
  List<String> play() {
    List<String> differences = new ArrayList<>();
    int number = 0;
    for (Object item : (List<?>) script.get("steps")) {
      number++;
      Map<String, Object> step = map(item);
      Map<String, Object> asked = map(substitute(withoutAnswer(step)));
      Map<String, Object> request = map(asked.get("request"));
      String label =
          number + " " + request.getOrDefault("method", "WATCH") + " " + request.get("path");
      differences.addAll(check(label, step, ask(asked, request)));
    }
    return differences;
  }

  private static Map<String, Object> withoutAnswer(Map<String, Object> step) {
    Map<String, Object> asked = new LinkedHashMap<>(step);
    asked.remove("answer");
    return asked;
  }

  private Object substitute(Map<String, Object> step) {
    String text = Json.text(step);
    for (Map.Entry<String, String> entry : saved.entrySet()) {
      text = text.replace("${" + entry.getKey() + "}", entry.getValue());
    }
    return Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private Answer ask(Map<String, Object> step, Map<String, Object> request) {
    if (step.get("sleep") instanceof Number seconds) {
      pause((long) (seconds.doubleValue() * 1000));
    }
    Answer answer = once(step, request);
    if (step.get("until") instanceof List<?> until) {
      long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (!Objects.equals(until.get(1), valueOf(answer, (String) until.get(0)))
          && System.nanoTime() < end) {
        pause(100);
        answer = once(step, request);
      }
    }
    if (step.get("save") instanceof Map<?, ?> save) {
      for (Map.Entry<?, ?> entry : save.entrySet()) {
        Object value = pick(answer.body(), (String) entry.getValue());
        saved.put((String) entry.getKey(), value == null ? "UNSET" : value.toString());
      }
    }
    return answer;
  }

  private Answer once(Map<String, Object> step, Map<String, Object> request) {
    if (!(step.get("watch") instanceof Number events)) {
      return api.send(request);
    }
    Number patience = (Number) step.getOrDefault("timeout", 6L);
    return api.watch(
        request,
        events.intValue(),
        Duration.ofMillis((long) (patience.doubleValue() * 1000)),
        () -> {
          if (step.get("during") instanceof List<?> during) {
            pause(300);
            during.forEach(other -> api.send(map(other)));
          }
        });
  }

  private static Object valueOf(Answer answer, String path) {
    return path.equals("code") ? (Object) (long) answer.status() : pick(answer.body(), path);
  }

  private List<String> check(String label, Map<String, Object> step, Answer answer) {
    Map<String, Object> want = map(step.get("answer"));
    long status = ((Number) want.get("status")).longValue();
    if (status != answer.status()) {
      return List.of(label + ": HTTP " + answer.status() + ", want " + status + "; " + cut(answer));
    }
    Comparison comparison = new Comparison();
    comparison.compare(
        label + " body", Volatile.scrub(want.get("body"), true), comparable(step, answer));
    comparison.compare(label + " type", want.getOrDefault("contentType", ""), answer.contentType());
    comparison.compare(
        label + " warning", want.getOrDefault("warning", ""), Volatile.text(answer.warning()));
    if (want.get("headers") instanceof Map<?, ?> headers) {
      headers.forEach(
          (name, value) ->
              comparison.compare(
                  label + " header " + name,
                  value,
                  answer.headers().get(((String) name).toLowerCase(java.util.Locale.ROOT))));
    }
    return comparison.differences();
  }

  private static String cut(Answer answer) {
    return answer.text().substring(0, Math.min(300, answer.text().length()));
  }

  private static Object comparable(Map<String, Object> step, Answer answer) {
    Map<String, Object> compare = step.get("compare") == null ? Map.of() : map(step.get("compare"));
    Object body = Comparison.settle(answer.body());
    if (compare.get("map") instanceof String digest) {
      try {
        body = Digests.of(digest, body);
      } catch (ClassCastException | NullPointerException e) {
        body = "no " + digest + " in " + cut(answer);
      }
    }
    if (compare.get("sort") instanceof String path && body instanceof List<?> events) {
      body =
          events.stream()
              .sorted(
                  java.util.Comparator.comparing((Object e) -> "BOOKMARK".equals(pick(e, "type")))
                      .thenComparing(e -> String.valueOf(pick(e, path))))
              .toList();
    }
    if (compare.get("has") instanceof List<?> texts) {
      Map<String, Object> found = new LinkedHashMap<>();
      texts.forEach(text -> found.put((String) text, answer.text().contains((String) text)));
      body = found;
    }
    if (compare.get("only") instanceof List<?> paths) {
      Map<String, Object> chosen = new LinkedHashMap<>();
      for (Object path : paths) {
        Object value = body;
        boolean there = true;
        for (String part : ((String) path).split("\\.")) {
          there = there && has(value, part);
          value = there ? child(value, part) : null;
        }
        String last = ((String) path).substring(((String) path).lastIndexOf('.') + 1);
        chosen.put((String) path, Volatile.field(last, there ? value : "(absent)", true));
      }
      return chosen;
    }
    return Volatile.scrub(body, compare.get("managedFields") != null);
  }

  private static Object pick(Object from, String path) {
    Object at = from;
    for (String part : path.split("\\.")) {
      at = has(at, part) ? child(at, part) : null;
    }
    return at;
  }

  private static boolean has(Object at, String part) {
    return at instanceof Map<?, ?> map
        ? map.containsKey(part)
        : at instanceof List<?> list
            && part.matches("\\d+")
            && Integer.parseInt(part) < list.size();
  }

  private static Object child(Object at, String part) {
    return at instanceof Map<?, ?> map ? map.get(part) : ((List<?>) at).get(Integer.parseInt(part));
  }

  /**
   * What the conversation made goes again: first what its namespaces hold, then they, then the
   * rest.
   */
  void cleanUp() {
    Set<String> paths = new LinkedHashSet<>();
    ((List<?>) script.get("cleanup")).forEach(path -> paths.add((String) path));
    Set<String> collections = new LinkedHashSet<>();
    for (Object item : (List<?>) script.get("steps")) {
      String path = (String) map(map(item).get("request")).get("path");
      Matcher matcher = COLLECTION.matcher(path);
      if (matcher.find()
          && paths.contains("/api/v1/namespaces/" + matcher.group(2))
          && !NO_COLLECTIONS.contains(matcher.group(3))) {
        collections.add(
            matcher.group(1) + "/namespaces/" + matcher.group(2) + "/" + matcher.group(3));
      }
    }
    for (String collection : collections) {
      api.send(request("DELETE", collection, Map.of("gracePeriodSeconds", 0L)));
      Object left = pick(api.send(request("GET", collection, null)).body(), "items");
      if (left instanceof List<?> items) {
        items.forEach(item -> remove(collection + "/" + pick(item, "metadata.name")));
      }
    }
    paths.forEach(this::remove);
  }

  private void remove(String path) {
    Answer answer = api.send(request("DELETE", path, Map.of("gracePeriodSeconds", 0L)));
    if (answer.status() == 404) {
      return;
    }
    if (path.matches("/api/v1/namespaces/[^/]+")) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      Map<String, Object> bare =
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "Namespace",
              "metadata",
              Map.of("name", name),
              "spec",
              Map.of("finalizers", List.of()));
      api.send(request("PUT", path + "/finalize", bare));
    } else if (pick(answer.body(), "metadata.finalizers") != null) {
      Map<String, Object> none = new LinkedHashMap<>();
      none.put("finalizers", null);
      Map<String, Object> patch = request("PATCH", path, Map.of("metadata", none));
      patch.put("type", "application/merge-patch+json");
      api.send(patch);
    }
  }

  private static Map<String, Object> request(String method, String path, Object body) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", method);
    request.put("path", path);
    if (body != null) {
      request.put("body", body);
    }
    return request;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
