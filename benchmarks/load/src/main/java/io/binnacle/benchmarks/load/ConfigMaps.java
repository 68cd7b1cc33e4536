package io.binnacle.benchmarks.load;

import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Reply;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The objects that the load consists of, and the requests for them.
 *
 * @param bytes of payload in each
 */
public record ConfigMaps(Client client, int bytes) {
  private static final String PATH = BinnacleServer.CONFIG_MAPS;
  private static final int SHARDS = 10;

  /** A body. One object in ten has the label {@code shard=7}. */
  public byte[] body(String name, int shard, long generation) {
    return ("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
            + name
            + "\",\"labels\":{\"app\":\"bench\",\"shard\":\""
            + shard % SHARDS
            + "\"}},\"data\":{\"generation\":\""
            + generation
            + "\",\"payload\":\""
            + "x".repeat(bytes)
            + "\"}}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  public boolean create(String prefix, int i) throws IOException, InterruptedException {
    return client.isOk("create " + prefix + i, client.post(PATH, body(prefix + i, i, 0)));
  }

  public boolean update(String prefix, int i, long generation)
      throws IOException, InterruptedException {
    byte[] body = body(prefix + i, i, generation);
    return client.isOk("update " + prefix + i, client.put(PATH + "/" + prefix + i, body));
  }

  public boolean get(String name) throws IOException, InterruptedException {
    Reply reply = client.measure(PATH + "/" + name);
    return client.isOk("get " + name, reply) && reply.length() > bytes;
  }

  public boolean delete(String name) throws IOException, InterruptedException {
    return client.isOk("delete " + name, client.delete(PATH + "/" + name));
  }

  /**
   * @param query such as {@code ?labelSelector=shard%3D7}
   * @param atLeast how many objects must have come
   */
  public boolean list(String query, int atLeast) throws IOException, InterruptedException {
    Reply reply = client.measure(PATH + query);
    return client.isOk("list " + query, reply) && reply.length() >= (long) atLeast * bytes;
  }

  /** Lists all by pages; the number of pages, or -1 if one failed. */
  public int listPages(int limit) throws IOException, InterruptedException {
    String next = "";
    for (int pages = 1; ; pages++) {
      Optional<String> token = page(limit, next);
      if (token.isEmpty()) {
        return -1;
      }
      next = token.get();
      if (next.isEmpty()) {
        return pages;
      }
    }
  }

  /**
   * One page of a list.
   *
   * @param token what the page before returned, "" for the first
   * @return the token of the next page, "" after the last, nothing if the page failed
   */
  public Optional<String> page(int limit, String token) throws IOException, InterruptedException {
    String from = token.isEmpty() ? "" : "&continue=" + token;
    Reply page = client.get(PATH + "?limit=" + limit + from);
    return client.isOk("page" + from, page)
        ? Optional.of(valueAfter(page.body(), "\"continue\":\""))
        : Optional.empty();
  }

  /** The text behind a mark, up to the next quote; metadata stands at the start of a list. */
  private static String valueAfter(byte[] body, String mark) {
    String start = new String(body, 0, Math.min(body.length, 4_096), StandardCharsets.US_ASCII);
    int at = start.indexOf(mark);
    int from = at + mark.length();
    return at < 0 ? "" : start.substring(from, start.indexOf('"', from));
  }

  /** The resourceVersion of an object, or of a list of one. */
  public String revision(String nameOrQuery) throws IOException, InterruptedException {
    Reply reply = client.get(PATH + nameOrQuery);
    String revision = valueAfter(reply.body(), "\"resourceVersion\":\"");
    if (!reply.isOk() || revision.isEmpty()) {
      throw new IOException("GET " + PATH + nameOrQuery + ": " + reply.status());
    }
    return revision;
  }
}
