package io.binnacle.benchmarks.load.soak;

import io.binnacle.benchmarks.load.ConfigMaps;
import io.binnacle.benchmarks.load.client.Client;
import io.binnacle.benchmarks.load.client.Reply;
import io.binnacle.benchmarks.load.process.BinnacleServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Creates, updates, patches and deletes the objects of its own and remembers what was acknowledged.
 * Used by one thread.
 */
final class SoakWriter {
  static final int SHARDS = 10;

  private final int number;
  private final int objects;
  private final Client client;
  private final ConfigMaps bodies;
  private final Random random;
  private final Map<String, Long> acknowledged = new TreeMap<>();
  private long generation;

  SoakWriter(int number, int objects, ConfigMaps bodies, long seed) {
    this.number = number;
    this.objects = objects;
    this.client = bodies.client();
    this.bodies = bodies;
    this.random = new Random(seed);
  }

  static String name(int writer, int object) {
    return "w" + writer + "-" + object;
  }

  /** One write of a random object; false if it was not answered as it should be. */
  boolean step() throws IOException, InterruptedException {
    String name = name(number, random.nextInt(objects));
    String path = BinnacleServer.CONFIG_MAPS + "/" + name;
    generation++;
    int kind = random.nextInt(10);
    if (!acknowledged.containsKey(name)) {
      byte[] body = bodies.body(name, random.nextInt(SHARDS), generation);
      return written(name, client.post(BinnacleServer.CONFIG_MAPS, body));
    }
    if (kind < 2) {
      boolean deleted = client.isOk("delete " + name, client.delete(path));
      if (deleted) {
        acknowledged.remove(name);
      }
      return deleted;
    }
    if (kind < 4) {
      String patch =
          "{\"metadata\":{\"labels\":{\"shard\":\""
              + random.nextInt(SHARDS)
              + "\"}},\"data\":{\"generation\":\""
              + generation
              + "\"}}";
      return written(name, client.mergePatch(path, patch.getBytes(StandardCharsets.US_ASCII)));
    }
    return written(name, client.put(path, bodies.body(name, random.nextInt(SHARDS), generation)));
  }

  private boolean written(String name, Reply reply) {
    boolean acknowledgement = client.isOk("write " + name, reply);
    if (acknowledgement) {
      acknowledged.put(name, generation);
    }
    return acknowledgement;
  }

  /** How the contents differ from what was acknowledged; empty if they do not. */
  String difference(Contents contents) {
    for (int i = 0; i < objects; i++) {
      String name = name(number, i);
      Long expected = acknowledged.get(name);
      String found = contents.generation(name);
      if (!found.equals(expected == null ? "" : expected.toString())) {
        return name + ": acknowledged generation " + expected + ", found \"" + found + "\"";
      }
    }
    return "";
  }
}
