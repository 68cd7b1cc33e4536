package io.binnacle.itests.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.itests.ApiClient;
import io.binnacle.itests.ApiClient.Reply;
import io.binnacle.itests.TestServer;
import io.binnacle.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What kube-apiserver 1.36 wrote into etcd is served as kube-apiserver serves it, and what is
 * written again has the bytes that kube-apiserver wrote.
 */
@Timeout(180)
class KubeApiserverDataIT {
  private static final Path ROWS =
      Path.of("../bundles/schema/src/test/resources/protobuf/stored.tsv.gz");

  /**
   * Kinds whose objects are served as they were but change when written, as with kube-apiserver:
   * what reading fills in is then stored too, and the JSON inside an object loses its spaces.
   */
  private static final Map<String, String> WRITTEN_OTHERWISE =
      Map.of(
          "APIService", "JSON has no order of keys",
          "CustomResourceDefinition", "the same, and it is established at once",
          "ControllerRevision", "data: {\"a\": {\"b\": 1}} has spaces",
          "Job", "metadata.labels: by default those of the template",
          "PersistentVolumeClaim", "status.phase: by default Pending");

  @TempDir private Path folder;

  /** One object: where it is served and stored, and how. */
  private record Row(String kind, String path, String key, byte[] bytes, String served) {
    static Row of(String line) {
      String[] cells = line.split("\t");
      return new Row(cells[0], cells[1], cells[2], Base64.getDecoder().decode(cells[3]), cells[4]);
    }
  }

  @Test
  void isServedAsItWasAndWrittenBackAsItWas() throws Exception {
    Map<String, String> differences = new TreeMap<>();
    Set<String> writtenOtherwise = new TreeSet<>();
    List<Row> rows = rows();
    try (EtcdMember etcd = EtcdMember.start(folder);
        TestServer server = TestServer.start(etcd.serversFlag(), "--controllers=-*")) {
      ApiClient api = ApiClient.admin(server);
      for (Row row : rows) {
        String served = servedOtherwise(api, etcd.gateway(), row);
        String written = writtenOtherwise(api, etcd.gateway(), row);
        if (!written.isEmpty() && WRITTEN_OTHERWISE.containsKey(row.kind())) {
          writtenOtherwise.add(row.kind());
          written = "";
        }
        if (!served.isEmpty() || !written.isEmpty()) {
          differences.put(row.path(), served + written);
        }
      }
    }
    assertEquals(Map.of(), differences);
    assertEquals(WRITTEN_OTHERWISE.keySet(), writtenOtherwise);
    assertTrue(rows.size() > 150, "rows: " + rows.size());
  }

  private static String servedOtherwise(ApiClient api, EtcdGateway etcd, Row row) throws Exception {
    etcd.put(row.key(), row.bytes());
    Reply got = api.get(row.path());
    if (got.status() != 200) {
      return "not served: " + got.text();
    }
    Object expected = withoutRevision(Json.parse(row.served().getBytes(StandardCharsets.UTF_8)));
    Object actual = withoutRevision(got.body());
    return expected.equals(actual)
        ? ""
        : "\nserved " + Json.text(actual) + "\n where " + Json.text(expected);
  }

  /** A label that is set and taken away again makes the server write the object twice. */
  private static String writtenOtherwise(ApiClient api, EtcdGateway etcd, Row row)
      throws Exception {
    for (String value : List.of("\"1\"", "null")) {
      String label = "{\"metadata\":{\"labels\":{\"example.com/touched\":" + value + "}}}";
      Reply touched = api.mergePatch(row.path() + "?fieldManager=touch", label);
      if (touched.status() != 200) {
        return "\nnot written: " + touched.text();
      }
    }
    byte[] written = etcd.value(row.key());
    return Arrays.equals(row.bytes(), written)
        ? ""
        : "\nwritten " + readable(written) + "\n  where " + readable(row.bytes());
  }

  /** Without what this server decides: the revision, and that a definition is established. */
  @SuppressWarnings("unchecked")
  private static Object withoutRevision(Object tree) {
    Map<String, Object> object = (Map<String, Object>) tree;
    ((Map<String, Object>) object.get("metadata")).remove("resourceVersion");
    if ("CustomResourceDefinition".equals(object.get("kind"))) {
      object.remove("status");
    }
    return tree;
  }

  private static String readable(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]+", ".");
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ROWS)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(Row.of(line));
      }
    }
    return rows;
  }
}
