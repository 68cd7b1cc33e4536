package io.binnacle.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir Path temp;

  private static ServerSettings parse(String... words) {
    return CommandLine.parse(List.of(words), Map.of("HOME", "/home/ada"));
  }

  private static String refusal(String... words) {
    return assertThrows(UsageException.class, () -> parse(words)).getMessage();
  }

  @Test
  void withoutFlagsTheServerIsPrivateAndControlledByRbac() {
    ServerSettings settings = parse();
    assertEquals("127.0.0.1", settings.bindAddress());
    assertEquals(6443, settings.securePort());
    assertEquals(Path.of("/home/ada/.local/share/binnacle"), settings.dataDir());
    assertEquals(settings.dataDir().resolve("deploy"), settings.deployDir());
    assertArrayEquals(
        new String[] {"RBAC"},
        (String[]) settings.configurations().get("io.binnacle.auth").get("authorizationMode"));
    assertEquals(
        "/home/ada/.local/share/binnacle/storage",
        settings.configurations().get("io.binnacle.storage.embedded").get("dataDir"));
  }

  @Test
  void theDataFolderFollowsXdg() {
    ServerSettings settings =
        CommandLine.parse(List.of(), Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/ada"));
    assertEquals(Path.of("/data/binnacle"), settings.dataDir());
  }

  @Test
  void aValueFollowsAnEqualsSignOrASpace() {
    assertEquals(1234, parse("--secure-port=1234").securePort());
    assertEquals(1234, parse("--secure-port", "1234").securePort());
  }

  @Test
  void theLastOfARepeatedFlagCounts() {
    assertEquals(2, parse("--secure-port=1", "--secure-port=2").securePort());
  }

  @Test
  void aBareBooleanFlagIsTrueAndTakesNoWordAfterIt() {
    ServerSettings settings = parse("--anonymous-auth", "--v=3");
    assertEquals(true, settings.configurations().get("io.binnacle.auth").get("anonymousAuth"));
    assertEquals(3, settings.verbosity());
    settings = parse("--anonymous-auth=false");
    assertEquals(false, settings.configurations().get("io.binnacle.auth").get("anonymousAuth"));
  }

  @Test
  void noControllersIsAListOfOneWord() {
    Object value =
        parse("--controllers=-*")
            .configurations()
            .get("io.binnacle.controllers")
            .get("controllers");
    assertArrayEquals(new String[] {"-*"}, (String[]) value);
  }

  @Test
  void aBundleWhoseSettingsAreAllAbsentStillGetsAConfiguration() {
    assertEquals(Map.of(), parse().configurations().get("io.binnacle.admission"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--etcd-server=x", "--nosuch", "--securePort=1"})
  void anUnknownFlagIsNamed(String word) {
    String name = word.indexOf('=') < 0 ? word : word.substring(0, word.indexOf('='));
    assertEquals("unknown flag: " + name, refusal(word));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secure-port|x",
        "secure-port|65536",
        "secure-port|-1",
        "bind-address|localhost",
        "bind-address|1.2.3",
        "bind-address|1.2.3.256",
        "client-ca-file|/no/such/file",
        "authorization-mode|Nodes,RBAC",
        "authorization-mode|RBAC,RBAC",
        "anonymous-auth|perhaps",
        "service-cluster-ip-range|10.0.0.0",
        "service-cluster-ip-range|10.0.0.0/33",
        "service-node-port-range|3-2",
        "service-node-port-range|1-70000",
        "service-account-issuer|http://a b",
        "service-account-key-file|/no/such/file",
        "service-account-max-token-expiration|59m",
        "service-account-jwks-uri|http://a",
        "v|many"
      })
  void aBadValueIsNamedWithItsFlagAndRule(String flag, String value) {
    String message = refusal("--" + flag + "=" + value);
    assertTrue(
        message.startsWith("invalid argument \"" + value + "\" for \"--" + flag + "\" flag: must "),
        message);
    assertFalse(message.contains("\n"));
  }

  @Test
  void aMissingValueAndAStrayWordAreRefused() {
    assertEquals("flag needs an argument: --data-dir", refusal("--data-dir"));
    assertEquals("unexpected argument \"now\"", refusal("now"));
    assertEquals("unexpected argument \"-v\"", refusal("-v"));
  }

  @Test
  void aCertificateWithoutItsKeyIsRefused() throws IOException {
    Path file = Files.createFile(temp.resolve("c.pem"));
    assertEquals(
        "--tls-cert-file and --tls-private-key-file go together",
        refusal("--tls-cert-file=" + file));
  }

  @Test
  void aFileGivesSettingsAndTheCommandLineWins() throws IOException {
    Path file = temp.resolve("binnacle.yaml");
    Files.writeString(
        file, "# ours\nsecure-port: 7000\nbind-address = \"::1\"\ncontrollers: '-*'\n\n");
    ServerSettings settings = parse("--config", file.toString(), "--secure-port=7001");
    assertEquals(7001, settings.securePort());
    assertEquals("::1", settings.bindAddress());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch: 1|line 1: unknown flag: nosuch",
        "config: /etc/passwd|line 1: unknown flag: config",
        "secure-port|line 1: expected \"flag: value\"",
        "secure-port: x|line 1: invalid argument \"x\" for \"--secure-port\" flag"
      })
  void aBadLineOfTheFileIsNamed(String line, String expected) throws IOException {
    Path file = Files.writeString(temp.resolve("f"), line + "\n");
    String message = refusal("--config=" + file);
    assertTrue(message.startsWith(file + " " + expected), message);
  }

  @Test
  void flagsThatAreListsMayBeRepeated() throws Exception {
    Path first = Files.createTempFile("first", ".pem");
    Path second = Files.createTempFile("second", ".pem");
    Map<String, Object> auth =
        CommandLine.parse(
                List.of(
                    "--service-account-issuer=https://new",
                    "--service-account-issuer",
                    "https://old",
                    "--service-account-key-file=" + first,
                    "--service-account-key-file=" + second,
                    "--api-audiences=a,b",
                    "--api-audiences=c",
                    "--anonymous-auth=true",
                    "--anonymous-auth=false"),
                Map.of("HOME", "/home/jo"))
            .configurations()
            .get("io.binnacle.auth");
    Files.delete(first);
    Files.delete(second);
    assertArrayEquals(
        new String[] {"https://new", "https://old"}, (String[]) auth.get("serviceAccountIssuer"));
    assertArrayEquals(
        new String[] {first.toString(), second.toString()},
        (String[]) auth.get("serviceAccountKeyFile"));
    assertArrayEquals(new String[] {"a", "b", "c"}, (String[]) auth.get("apiAudiences"));
    assertEquals(false, auth.get("anonymousAuth"));
  }
}
