package io.binnacle.benchmarks.load.least;

import java.nio.charset.StandardCharsets;

/**
 * A ConfigMap as it is answered.
 *
 * @param shard the value of its label {@code shard}
 * @param json the whole object, its revision included
 */
record Item(String name, String shard, long revision, byte[] json) {
  private static final String START = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",";
  private static final String METADATA = START + "\"metadata\":{";

  /** Where the object begins as an item of a list, without its type and the opening brace. */
  static final int LIST_START = START.length();

  /**
   * From a body that begins with apiVersion, kind and metadata, as the load's bodies do.
   *
   * @param extra put into the metadata
   */
  static Item of(String body, long revision, String extra) {
    if (!body.startsWith(METADATA)) {
      throw new IllegalArgumentException("an object in another order");
    }
    byte[] json =
        (METADATA
                + "\"resourceVersion\":\""
                + revision
                + "\",\"namespace\":\"bench\","
                + extra
                + body.substring(METADATA.length()))
            .getBytes(StandardCharsets.ISO_8859_1);
    return new Item(value(body, "\"name\":\""), value(body, "\"shard\":\""), revision, json);
  }

  private static String value(String body, String before) {
    int start = body.indexOf(before);
    if (start < 0) {
      return "";
    }
    return body.substring(start + before.length(), body.indexOf('"', start + before.length()));
  }
}
