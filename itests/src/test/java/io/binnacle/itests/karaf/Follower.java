package io.binnacle.itests.karaf;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.EventStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A client that follows ConfigMaps as informers do: it lists, watches, goes on from where it was
 * when a watch ends, and lists anew only when it is told that this is too old. Its own thread
 * follows; others ask what it has seen.
 */
final class Follower {
  private static final String PATH = "/api/v1/namespaces/default/configmaps";

  private final ApiClient api;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> twice = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::follow, "follower");
  private volatile boolean stopped;

  private Follower(ApiClient api) {
    this.api = api;
  }

  static Follower of(ApiClient api) {
    Follower follower = new Follower(api);
    follower.thread.start();
    return follower;
  }

  /** The names of the objects that were there or came. */
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  /** The names that a watch brought as new though they were known. */
  Set<String> twice() {
    return Set.copyOf(twice);
  }

  private void follow() {
    String revision = "";
    while (!stopped) {
      try {
        revision = revision.isEmpty() ? list() : watch(revision);
        Thread.sleep(20);
      } catch (IOException away) {
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private String list() throws IOException, InterruptedException {
    ApiClient.Reply reply = api.get(PATH);
    if (reply.status() != 200) {
      throw new IOException("not listed: " + reply.status());
    }
    for (Map<String, Object> item : reply.items()) {
      seen.add(ApiClient.Reply.field(item, "metadata", "name"));
    }
    return reply.field("metadata", "resourceVersion");
  }

  /** Follows to the end of the watch; where to go on, "" if that is not to be had any more. */
  private String watch(String from) throws IOException, InterruptedException {
    try (EventStream stream =
        api.watch(PATH + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + from)) {
      if (stream.status() == 410) {
        return "";
      }
      if (stream.status() != 200) {
        throw new IOException("not watched: " + stream.status());
      }
      String revision = from;
      while (!stopped && !stream.hasEnded()) {
        EventStream.Event event = stream.next(100);
        if (event != null && event.type().equals("ERROR")) {
          return ApiClient.Reply.field(event.object(), "code").equals("410") ? "" : revision;
        }
        if (event != null) {
          if (event.type().equals("ADDED") && !seen.add(event.name())) {
            twice.add(event.name());
          }
          revision = String.valueOf(event.revision());
        }
      }
      return revision;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
  }
}
