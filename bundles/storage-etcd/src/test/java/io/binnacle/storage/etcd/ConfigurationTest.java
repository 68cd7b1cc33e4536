package io.binnacle.storage.etcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What users may configure. */
class ConfigurationTest {
  @Test
  void whatIsNotSaidHasADefault() {
    EtcdOptions options =
        EtcdStorageComponent.options(Map.of("servers", new String[] {"http://etcd:2380"}));
    assertEquals(List.of(URI.create("http://etcd:2380")), options.servers());
    assertEquals(new KeySpace("/registry", "/registry"), options.keys());
    assertEquals(Duration.ofSeconds(300), options.compactionInterval());
    assertEquals(TlsFiles.NONE, options.tls());
  }

  @Test
  void everythingCanBeSaid() {
    EtcdOptions options =
        EtcdStorageComponent.options(
            Map.of(
                "servers", "https://a, https://[::1]:2380",
                "prefix", "clusters/one/",
                "caFile", "ca",
                "certFile", "cert",
                "keyFile", "key",
                "compactionIntervalSeconds", 0L));
    assertEquals(
        List.of(URI.create("https://a:2379"), URI.create("https://[::1]:2380")), options.servers());
    assertEquals("/clusters/one", options.keys().etcdRoot());
    assertEquals(new TlsFiles("ca", "cert", "key"), options.tls());
    assertEquals(Duration.ZERO, options.compactionInterval());
  }

  @Test
  void whatCannotBeUsedIsNamed() {
    assertRefused("no etcd server", Map.of());
    assertRefused("'ftp://a'", Map.of("servers", "ftp://a"));
    assertRefused("'a:2379'", Map.of("servers", "a:2379"));
    assertRefused("all http or all https", Map.of("servers", "http://a,https://b"));
    assertRefused("both or neither", Map.of("servers", "https://a", "certFile", "x"));
    assertRefused("interval", Map.of("servers", "http://a", "compactionIntervalSeconds", -1));
  }

  private static void assertRefused(String text, Map<String, Object> configuration) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> EtcdStorageComponent.options(configuration))
            .getMessage();
    assertTrue(message.startsWith(EtcdStorageComponent.PID) && message.contains(text), message);
  }

  @Test
  void anotherPrefixTakesThePlaceOfTheHeadOfKeys() {
    KeySpace keys = KeySpace.ofPrefix("/other");
    assertEquals("/other/pods/a", keys.toEtcd("/registry/pods/a").toStringUtf8());
    assertEquals("/registry/pods/a", keys.fromEtcd(ByteString.copyFromUtf8("/other/pods/a")));
    assertTrue(keys.holds(ByteString.copyFromUtf8("/other/x")));
    assertEquals(false, keys.holds(ByteString.copyFromUtf8("/others/x")));
    assertThrows(IllegalArgumentException.class, () -> keys.toEtcd("/pods/a"));
  }

  @Test
  void aPrefixOfBytesEndsWhereTheNextBegins() {
    assertEquals(ByteString.copyFromUtf8("/a0"), Prefixes.end(ByteString.copyFromUtf8("/a/")));
    assertEquals(
        ByteString.copyFrom(new byte[] {2}), Prefixes.end(ByteString.copyFrom(new byte[] {1, -1})));
    assertEquals(
        ByteString.copyFrom(new byte[1]), Prefixes.end(ByteString.copyFrom(new byte[] {-1})));
  }
}
