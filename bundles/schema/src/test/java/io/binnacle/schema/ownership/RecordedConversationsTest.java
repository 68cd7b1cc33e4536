package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.Cause;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Requests in a row with the owners, conflicts and errors that a kube-apiserver answered. */
class RecordedConversationsTest {
  @TestFactory
  Stream<DynamicTest> ownersAndConflictsAreThoseOfTheOriginal() {
    List<?> conversations =
        (List<?>) Objects.requireNonNull(Json.parse(Samples.text("conversations.json")));
    return conversations.stream()
        .map(Unstructured::of)
        .map(talk -> DynamicTest.dynamicTest(talk.string("name"), () -> run(talk)));
  }

  private static void run(Unstructured conversation) {
    SampleServer server = new SampleServer();
    for (Unstructured step : conversation.items("steps")) {
      String what = step.string("method") + " " + step.string("path");
      SampleServer.Request request =
          new SampleServer.Request(
              step.string("method"),
              step.apiVersion(),
              step.string("path"),
              step.string("type"),
              step.string("userAgent"),
              body(step));
      Unstructured want = Unstructured.of(step.map("want"));
      long code = want.number(0, "code");
      try {
        Unstructured got = server.answer(request);
        if (code >= 400) {
          fail(what + " should answer " + code + " " + want.string("message"));
        }
        compare(what, want, got);
      } catch (StatusException e) {
        assertEquals(code + " " + shown(want), e.code() + " " + shown(want, e), what);
      }
    }
  }

  private static Object body(Unstructured step) {
    Object body = Objects.requireNonNull(step.get("body"));
    return body instanceof String yaml
        ? Objects.requireNonNull(Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8)))
        : Objects.requireNonNull(Unstructured.copy(body));
  }

  private static void compare(String what, Unstructured want, Unstructured got) {
    for (String path : want.content().keySet()) {
      Object wanted = want.get(path);
      if (path.equals("managedFields")) {
        assertEquals(
            Json.text(wanted), Json.text(timeless(got.list("metadata", "managedFields"))), what);
      } else if (path.equals("data") || path.equals("spec.replicas") && wanted instanceof Long) {
        assertEquals(wanted, got.get(path.split("\\.")), what + " " + path);
      } else if (path.equals("spec.ports")) {
        assertEquals(names(wanted), names(got.get("spec", "ports")), what);
      }
    }
  }

  private static List<@Nullable Object> names(@Nullable Object ports) {
    List<@Nullable Object> names = new ArrayList<>();
    if (ports instanceof List<?> list) {
      list.forEach(port -> names.add(port instanceof Map<?, ?> map ? map.get("name") : port));
    }
    return names;
  }

  private static List<Object> timeless(List<?> entries) {
    List<Object> result = new ArrayList<>();
    for (Object entry : entries) {
      Unstructured copy = Unstructured.of(Objects.requireNonNull(entry)).deepCopy();
      if (!copy.string("time").isEmpty()) {
        copy.set("TIME", "time");
      }
      result.add(copy.content());
    }
    return result;
  }

  private static String shown(Unstructured want) {
    List<String> causes = new ArrayList<>();
    want.items("causes").forEach(c -> causes.add(c.string("message") + " " + c.string("field")));
    return want.string("message") + causes.stream().sorted().toList();
  }

  /** What was recorded of the answer: some have no causes, some a message cut short. */
  private static String shown(Unstructured want, StatusException e) {
    List<String> causes = new ArrayList<>();
    if (e.details() != null && !want.list("causes").isEmpty()) {
      for (Cause cause : e.details().causes()) {
        causes.add(cause.message() + " " + cause.field());
      }
    }
    String message = Objects.requireNonNull(e.getMessage());
    String wanted = want.string("message");
    boolean cut = wanted.endsWith("conflicts");
    return (cut ? message.substring(0, Math.min(message.length(), wanted.length())) : message)
        + causes.stream().sorted().toList();
  }
}
