package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.etcd.EtcdGateway;
import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds differences between what a server's caches serve and what its storage holds: each listed
 * object has the revision at which its key was last changed, so the two must name the same keys
 * with the same revisions. Also compares each list from the cache with the list at exactly its
 * revision, word by word.
 *
 * <pre>{@code
 * CacheDrift.assertNone(ApiClient.admin(server), gateway);   // on etcd
 * CacheDrift.assertNoneAndKill(server);                      // in its data directory
 * }</pre>
 */
public final class CacheDrift {
  private static final int ATTEMPTS = 10;

  /**
   * What the caches serve at one revision.
   *
   * @param revision the revision of every list
   * @param objects by revision of their last change, {@code NAMESPACE/NAME} or {@code NAME}
   */
  record Served(long revision, Map<Long, String> objects) {}

  private CacheDrift() {}

  /** Compares with etcd's content under the prefix that the gateway was made for. */
  public static void assertNone(ApiClient api, EtcdGateway etcd)
      throws IOException, InterruptedException {
    Served served = served(api);
    compare(served, etcd.modRevisions(served.revision()));
  }

  /** Kills the server, which hides nothing that was acknowledged, and reads its data directory. */
  public static void assertNoneAndKill(TestServer server) throws Exception {
    Served served = served(ApiClient.admin(server));
    server.kill();
    Path storage = server.folder().resolve("data/storage");
    compare(served, EmbeddedKeys.modRevisions(storage, served.revision()));
  }

  private static void compare(Served served, Map<String, Long> stored) {
    List<String> differences = new ArrayList<>();
    Map<Long, String> unseen = new TreeMap<>(served.objects());
    stored.forEach(
        (key, revision) -> {
          String object = unseen.remove(revision);
          if (object == null) {
            differences.add("not served: " + key + " of revision " + revision);
          } else if (!key.endsWith("/" + object)) {
            differences.add("served as " + object + " of revision " + revision + ": " + key);
          }
        });
    unseen.forEach(
        (revision, object) ->
            differences.add("not stored: " + object + " of revision " + revision));
    assertEquals(List.of(), differences, "at revision " + served.revision());
  }

  /**
   * Compares each type's objects in memory with those in storage. Unless all are of one revision
   * then, because something was written meanwhile, storage is asked for all at one, as long as it
   * has that yet.
   */
  private static Served served(ApiClient api) throws IOException, InterruptedException {
    List<String> paths = paths(api);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<Long, String> objects = new HashMap<>();
      TreeSet<Long> revisions = new TreeSet<>();
      for (String path : paths) {
        revisions.add(compareWithStorage(api, path, objects));
      }
      long revision = revisions.last();
      if (revisions.size() == 1 || listExactly(api, paths, revision, objects)) {
        return new Served(revision, objects);
      }
    }
    throw new AssertionError("history goes faster than it can be read");
  }

  /** The revision at which they were found to be the same. */
  private static long compareWithStorage(ApiClient api, String path, Map<Long, String> objects)
      throws IOException, InterruptedException {
    api.get(path + "?limit=1").expect(200);
    Reply cached = api.get(path + "?resourceVersion=0").expect(200);
    long revision = Long.parseLong(cached.field("metadata", "resourceVersion"));
    Reply exact = exactly(api, path, revision).expect(200);
    assertEquals(Json.text(exact.items()), Json.text(cached.items()), path + " at " + revision);
    note(cached, objects);
    return revision;
  }

  /** Whether all are still known as they were at the revision; the objects then are those. */
  private static boolean listExactly(
      ApiClient api, List<String> paths, long revision, Map<Long, String> objects)
      throws IOException, InterruptedException {
    objects.clear();
    for (String path : paths) {
      Reply exact = exactly(api, path, revision);
      if (exact.status() == 410) {
        return false;
      }
      note(exact.expect(200), objects);
    }
    return true;
  }

  private static void note(Reply list, Map<Long, String> objects) {
    for (Map<String, Object> item : list.items()) {
      String namespace = Reply.field(item, "metadata", "namespace");
      String name = Reply.field(item, "metadata", "name");
      objects.put(
          Long.parseLong(Reply.field(item, "metadata", "resourceVersion")),
          namespace.isEmpty() ? name : namespace + "/" + name);
    }
  }

  private static Reply exactly(ApiClient api, String path, long revision)
      throws IOException, InterruptedException {
    return api.get(path + "?resourceVersionMatch=Exact&resourceVersion=" + revision);
  }

  /** The paths of all resources that can be listed, each in its preferred version. */
  private static List<String> paths(ApiClient api) throws IOException, InterruptedException {
    List<String> roots = new ArrayList<>(List.of("/api/v1"));
    if (api.get("/apis").expect(200).body().get("groups") instanceof List<?> groups) {
      groups.forEach(
          group -> roots.add("/apis/" + Reply.field(group, "preferredVersion", "groupVersion")));
    }
    List<String> paths = new ArrayList<>();
    for (String root : roots) {
      if (api.get(root).expect(200).body().get("resources") instanceof List<?> resources) {
        for (Object resource : resources) {
          if (resource instanceof Map<?, ?> map
              && map.get("verbs") instanceof List<?> verbs
              && verbs.contains("list")) {
            paths.add(root + "/" + map.get("name"));
          }
        }
      }
    }
    return paths;
  }
}
