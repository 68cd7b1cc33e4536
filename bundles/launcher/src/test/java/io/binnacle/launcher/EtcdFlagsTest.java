package io.binnacle.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which engine keeps the data, and how it reaches etcd. */
class EtcdFlagsTest {
  private static final String SERVERS = "--etcd-servers=http://127.0.0.1:2379";
  private static final String SECURE = "--etcd-servers=https://127.0.0.1:2379";

  @TempDir Path temp;

  private static Map<String, Map<String, Object>> configurations(String... words) {
    return CommandLine.parse(List.of(words), Map.of("HOME", "/home/ada")).configurations();
  }

  private static Map<String, Object> etcd(String... words) {
    return configurations(words).get("io.binnacle.storage.etcd");
  }

  private static String refusal(String... words) {
    return assertThrows(UsageException.class, () -> configurations(words)).getMessage();
  }

  @Test
  void withoutServersTheDataIsInTheDataDirectory() {
    Map<String, Map<String, Object>> all = configurations();
    assertFalse(all.containsKey("io.binnacle.storage.etcd"));
    assertEquals(
        Map.of(
            "dataDir", "/home/ada/.local/share/binnacle/storage", "compactionIntervalSeconds", 300),
        all.get("io.binnacle.storage.embedded"));
  }

  @Test
  void withServersTheEmbeddedEngineIsNotConfigured() {
    Map<String, Map<String, Object>> all = configurations(SERVERS + ",http://[::1]:2380/");
    assertFalse(all.containsKey("io.binnacle.storage.embedded"));
    Map<String, Object> etcd = all.get("io.binnacle.storage.etcd");
    assertEquals(Set.of("servers", "prefix", "compactionIntervalSeconds"), etcd.keySet());
    assertArrayEquals(
        new String[] {"http://127.0.0.1:2379", "http://[::1]:2380"},
        (String[]) etcd.get("servers"));
    assertEquals("/registry", etcd.get("prefix"));
    assertEquals(300, etcd.get("compactionIntervalSeconds"));
  }

  @Test
  void certificatesGoToASecureEtcdOnly() throws IOException {
    Path ca = Files.createFile(temp.resolve("ca.crt"));
    Path certificate = Files.createFile(temp.resolve("client.crt"));
    Path key = Files.createFile(temp.resolve("client.key"));
    List<String> words =
        new ArrayList<>(
            List.of(
                "--etcd-cafile=" + ca, "--etcd-certfile=" + certificate, "--etcd-keyfile=" + key));
    words.add(SECURE);
    Map<String, Object> secure = etcd(words.toArray(String[]::new));
    assertEquals(ca.toString(), secure.get("caFile"));
    assertEquals(certificate.toString(), secure.get("certFile"));
    assertEquals(key.toString(), secure.get("keyFile"));
    words.set(3, SERVERS);
    assertFalse(etcd(words.toArray(String[]::new)).containsKey("certFile"));
  }

  @Test
  void halfAClientCertificateIsRefused() throws IOException {
    Path file = Files.createFile(temp.resolve("f"));
    String expected = "--etcd-certfile and --etcd-keyfile go together";
    assertEquals(expected, refusal(SECURE, "--etcd-certfile=" + file));
    assertEquals(expected, refusal(SECURE, "--etcd-keyfile=" + file));
  }

  @Test
  void whatIsForEtcdAloneIsRefusedWithoutServers() throws IOException {
    Path file = Files.createFile(temp.resolve("f"));
    assertEquals("--etcd-prefix needs --etcd-servers", refusal("--etcd-prefix=/registry"));
    assertEquals("--etcd-cafile needs --etcd-servers", refusal("--etcd-cafile=" + file));
    assertEquals(
        "--etcd-certfile needs --etcd-servers",
        refusal("--etcd-certfile=" + file, "--etcd-keyfile=" + file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "127.0.0.1:2379",
        "localhost:2379",
        "http://127.0.0.1",
        "http://:2379",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "ftp://127.0.0.1:2379",
        "unix:///run/etcd.sock",
        "http://127.0.0.1:2379/v3",
        "http://a b:2379",
        "http://a:1,https://b:2",
        "http://user@a:1"
      })
  void whatIsNoListOfMembersIsRefused(String value) {
    assertEquals(
        "invalid argument \""
            + value
            + "\" for \"--etcd-servers\" flag: must be http://HOST:PORT or https://HOST:PORT,"
            + " several with commas and all of one scheme",
        refusal("--etcd-servers=" + value));
  }

  @ParameterizedTest
  @CsvSource({"registry,/registry", "/a/b/,/a/b", "//a,/a"})
  void aPrefixHasASlashInFrontAndNoneBehind(String given, String used) {
    assertEquals(used, etcd(SERVERS, "--etcd-prefix=" + given).get("prefix"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/a b"})
  void aPrefixWithoutANameIsRefused(String value) {
    assertEquals(
        "invalid argument \""
            + value
            + "\" for \"--etcd-prefix\" flag: must be a path of at least one name, such as"
            + " /registry",
        refusal(SERVERS, "--etcd-prefix=" + value));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0s,0",
    "5m0s,300",
    "90s,90",
    "1h30m,5400",
    "1.5h,5400",
    "1.000000001s,2",
    "300ms,1",
    "1ns,1",
    ".5s,1",
    "1.s,1",
    "+2m,120",
    "200000h,720000000",
    "2000000h,2147483647"
  })
  void anIntervalIsReadAsGoWritesIt(String text, int seconds) {
    assertEquals(
        seconds,
        etcd(SERVERS, "--etcd-compaction-interval=" + text).get("compactionIntervalSeconds"));
    assertEquals(
        seconds,
        configurations("--etcd-compaction-interval=" + text)
            .get("io.binnacle.storage.embedded")
            .get("compactionIntervalSeconds"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5m", "5 m", "5d", "m", "1h-2m", "3000000h", "1e3s"})
  void whatIsNoIntervalIsRefused(String value) {
    String message = refusal("--etcd-compaction-interval=" + value);
    assertTrue(
        message.endsWith(
            "for \"--etcd-compaction-interval\" flag: must be a duration such as 5m0s or 90s, 0 or"
                + " more"),
        message);
  }

  @Test
  void aMissingCertificateFileIsNamed() {
    assertEquals(
        "invalid argument \"/no/such\" for \"--etcd-cafile\" flag: must be a readable file",
        refusal(SECURE, "--etcd-cafile=/no/such"));
  }
}
