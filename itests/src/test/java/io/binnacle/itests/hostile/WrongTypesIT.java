package io.binnacle.itests.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.TestServer;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Objects of each kind in which one part, wherever it is, has become another type of JSON: they are
 * taken or refused, and it is never the server that is at fault.
 */
class WrongTypesIT {
  private static final Path FACTS = Path.of("src/test/resources/facts");
  private static final List<String> OTHERS =
      List.of("null", "true", "-1", "1e300", "\"text\"", "[]", "[null]", "{}", "{\"a\":{}}");
  private static final int PARTS_PER_OBJECT = 6;

  @Test
  void aPartOfAnotherTypeIsTakenOrRefused() throws Exception {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, String> paths = paths();
    List<String> faults = new ArrayList<>();
    int sent = 0;
    try (TestServer server = TestServer.start()) {
      ApiClient client = ApiClient.admin(server);
      for (Object fact : tree("defaults.json").values()) {
        Object object = ((Map<?, ?>) fact).get("sent");
        String path = object instanceof Map<?, ?> map ? paths.get(kind(map)) : null;
        for (int i = 0; path != null && i < PARTS_PER_OBJECT; i++) {
          for (String other : OTHERS) {
            Object changed = Json.parse(Json.write(object));
            replaceOne(changed, Json.parse(other), random);
            String body = Json.text(changed);
            ApiClient.Reply reply = client.post(path + "?dryRun=All", body);
            sent++;
            if (reply.status() >= 500 || reply.status() < 200) {
              faults.add(reply.status() + " " + path + " " + body + "\n  " + reply.text());
            }
          }
        }
      }
    }
    assertTrue(sent > 3000, "only " + sent);
    assertEquals("", String.join("\n", faults), "seed " + seed);
  }

  private static String kind(Map<?, ?> object) {
    return object.get("apiVersion") + " " + object.get("kind");
  }

  /** Where objects of a kind are made. */
  private static Map<String, String> paths() throws IOException {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String line : text("resources.tsv").split("\n")) {
      String[] row = line.split("\t", -1);
      boolean made =
          !line.startsWith("#")
              && row.length > 7
              && !row[2].contains("/")
              && Arrays.asList(row[7].split(",")).contains("create");
      if (made) {
        boolean core = row[0].equals("core");
        String groupVersion = core ? row[1] : row[0] + "/" + row[1];
        String room = row[6].equals("namespaced") ? "/namespaces/default/" : "/";
        paths.put(
            groupVersion + " " + row[3],
            (core ? "/api/" : "/apis/") + groupVersion + room + row[2]);
      }
    }
    return paths;
  }

  /** Puts the value in the place of some part. */
  @SuppressWarnings("unchecked")
  private static void replaceOne(Object tree, Object value, Random random) {
    List<Runnable> places = new ArrayList<>();
    List<Object> open = new ArrayList<>(List.of(tree));
    while (!open.isEmpty()) {
      Object next = open.remove(open.size() - 1);
      if (next instanceof Map<?, ?> map) {
        Map<String, Object> entries = (Map<String, Object>) map;
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
          places.add(() -> entry.setValue(value));
          add(open, entry.getValue());
        }
      } else if (next instanceof List<?> list) {
        List<Object> items = (List<Object>) list;
        for (int i = 0; i < items.size(); i++) {
          int at = i;
          places.add(() -> items.set(at, value));
          add(open, items.get(i));
        }
      }
    }
    places.get(random.nextInt(places.size())).run();
  }

  private static void add(List<Object> open, Object value) {
    if (value != null) {
      open.add(value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(String file) throws IOException {
    return (Map<String, Object>) Json.parse(text(file));
  }

  private static String text(String file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(FACTS.resolve(file + ".gz")))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
