package io.binnacle.auth.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.auth.UserInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir Path folder;

  private TokenFile read(String text) throws Exception {
    return TokenFile.read(Files.writeString(folder.resolve("tokens.csv"), text));
  }

  private void assertFails(String message, String text) {
    assertEquals(
        "token-auth-file " + folder.resolve("tokens.csv") + ": " + message,
        assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
  }

  @Test
  void usersHaveTheirUidAndGroups() throws Exception {
    TokenFile file =
        read("abc,ada,1,\"dev,ops\"\r\n\ndef,\"bob \"\"b\"\"\",2\n\"g,h\",cy,,one,ignored");
    assertEquals(new UserInfo("ada", "1", List.of("dev", "ops"), Map.of()), file.user("abc"));
    assertEquals(new UserInfo("bob \"b\"", "2", List.of(), Map.of()), file.user("def"));
    assertEquals(new UserInfo("cy", "", List.of("one"), Map.of()), file.user("g,h"));
    assertNull(file.user("ab"));
    assertNull(file.user(""));
  }

  @Test
  void aLineWithoutATokenLetsNobodyIn() throws Exception {
    TokenFile file = read(",ada,1\nabc,bob,2\n");
    assertNull(file.user(""));
    assertEquals("bob", file.user("abc").name());
  }

  @Test
  void theLastOfTwoEqualTokensCounts() throws Exception {
    assertEquals("bob", read("abc,ada,1\nabc,bob,2\n").user("abc").name());
  }

  @Test
  void badFilesAreRefusedWithTheLine() {
    assertFails(
        "line 2 must have at least 3 columns (token, user name, user uid), found 2",
        "abc,ada,1\ndef,bob\n");
    assertFails("line 1 has a quote that is not closed", "abc,ada,1,\"dev\n");
    assertFails("line 1 has a quote inside plain text", "abc,a\"da\",1\n");
    assertFails("line 2 goes on behind a closing quote", "abc,ada,1\ndef,bob,2,\"dev\"ops\n");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.csv");
    assertEquals(
        "token-auth-file " + missing + ": no such file",
        assertThrows(IllegalArgumentException.class, () -> TokenFile.read(missing)).getMessage());
  }
}
