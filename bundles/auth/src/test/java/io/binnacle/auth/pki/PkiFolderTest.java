package io.binnacle.auth.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.binnacle.auth.testing.SetClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiFolderTest {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1");

  @TempDir Path folder;
  private final SetClock clock = new SetClock();

  private PkiFolder.Contents ensure(Set<String> names) {
    return new PkiFolder(folder.resolve("pki"), clock, new SecureRandom()).ensure(names);
  }

  @Test
  void whatIsMadeAtTheFirstStartIsKept() {
    PkiFolder.Contents first = ensure(NAMES);
    assertEquals(first, ensure(NAMES));
    assertTrue(first.authority().isMatching());
    assertTrue(first.serving().isMatching());
    assertTrue(first.admin().isMatching());
  }

  @Test
  void certificatesSayWhatTheyAreFor() throws Exception {
    PkiFolder.Contents contents = ensure(NAMES);
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), contents.serving().leaf().getExtendedKeyUsage());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), contents.admin().leaf().getExtendedKeyUsage());
    assertEquals(NAMES, ServingNames.in(contents.serving().leaf()));
    assertEquals(
        "CN=kubernetes-admin,O=system:masters",
        contents.admin().leaf().getSubjectX500Principal().getName());
    assertEquals(-1, contents.serving().leaf().getBasicConstraints());
    assertTrue(contents.authority().leaf().getBasicConstraints() >= 0);
  }

  @Test
  void onlyTheOwnerMayReadThem() throws Exception {
    ensure(NAMES);
    Path pki = folder.resolve("pki");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(pki)));
    try (var files = Files.list(pki)) {
      List<Path> all = files.toList();
      assertEquals(4, all.size(), all.toString());
      for (Path file : all) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
  }

  @Test
  void aKeyThatOthersCouldReadIsTakenFromThem() throws Exception {
    ensure(NAMES);
    Path key = folder.resolve("pki/ca.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    ensure(NAMES);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
  }

  @Test
  void certificatesAreRenewedThirtyDaysBeforeTheirEnd() {
    PkiFolder.Contents first = ensure(NAMES);
    clock.advance(Duration.ofDays(334));
    assertEquals(first, ensure(NAMES));
    clock.advance(Duration.ofDays(2));
    PkiFolder.Contents renewed = ensure(NAMES);
    assertEquals(first.authority(), renewed.authority());
    assertNotEquals(first.serving(), renewed.serving());
    assertNotEquals(first.admin(), renewed.admin());
    assertEquals(
        clock.instant().plus(Duration.ofDays(365)).getEpochSecond(),
        renewed.serving().leaf().getNotAfter().toInstant().getEpochSecond());
  }

  @Test
  void aRenewedAuthorityIsStillTheOneThatClientsTrust() throws Exception {
    PkiFolder.Contents first = ensure(NAMES);
    clock.advance(Duration.ofDays(3650 - 394));
    PkiFolder.Contents renewed = ensure(NAMES);
    assertNotEquals(first.authority().leaf(), renewed.authority().leaf());
    renewed.serving().leaf().verify(first.authority().leaf().getPublicKey());
    assertEquals(
        first.authority().leaf().getSubjectX500Principal(),
        renewed.serving().leaf().getIssuerX500Principal());
    assertTrue(
        renewed.serving().leaf().getNotAfter().before(renewed.authority().leaf().getNotAfter()));
  }

  @Test
  void aNewNameMakesANewServingCertificate() {
    PkiFolder.Contents first = ensure(NAMES);
    PkiFolder.Contents second = ensure(Set.of("localhost", "127.0.0.1", "db.example.org"));
    assertNotEquals(first.serving(), second.serving());
    assertEquals(first.admin(), second.admin());
    assertTrue(ServingNames.in(second.serving().leaf()).contains("db.example.org"));
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndNotReplaced() throws Exception {
    ensure(NAMES);
    Path authority = folder.resolve("pki/ca.pem");
    Files.writeString(authority, "nonsense");
    IllegalStateException failure = assertThrows(IllegalStateException.class, () -> ensure(NAMES));
    assertEquals(authority + ": there is no private key in it", failure.getMessage());
    assertEquals("nonsense", Files.readString(authority));
  }
}
