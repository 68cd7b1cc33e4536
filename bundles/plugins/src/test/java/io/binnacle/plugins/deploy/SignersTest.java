package io.binnacle.plugins.deploy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars are let in, with the JDK's own tools to sign them. */
class SignersTest {
  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void make() throws Exception {
    jar = folder.resolve("plugin.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.example;singleton:=true");
    manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry("com/example/A.class"));
      out.write(new byte[100]);
    }
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void run(String tool, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(folder.resolve("said")));
  }

  private Signers signer(String name) throws Exception {
    String store = folder.resolve("keys").toString();
    run(
        "keytool",
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-keystore",
        store,
        "-storepass",
        "secret");
    Path pem = folder.resolve(name + ".pem");
    run(
        "keytool",
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        pem.toString(),
        "-keystore",
        store,
        "-storepass",
        "secret");
    return Signers.read(pem);
  }

  private void sign(String name) throws Exception {
    run(
        "jarsigner",
        "-keystore",
        folder.resolve("keys").toString(),
        "-storepass",
        "secret",
        jar.toString(),
        name);
  }

  private String refusal(Signers signers) {
    return assertThrows(RefusedFile.class, () -> VettedJar.of(jar, folder, signers)).reason();
  }

  @Test
  void aJarIsLetInIfOneOfTheListHasSignedAllOfIt() throws Exception {
    Signers friend = signer("friend");
    Signers stranger = signer("stranger");
    assertEquals("NotSigned", refusal(friend));
    sign("friend");
    try (VettedJar vetted = VettedJar.of(jar, folder, friend)) {
      assertEquals("com.example", vetted.bundle());
      assertEquals("1.2.3", vetted.version());
    }
    assertEquals("NotSigned", refusal(stranger));
    run("jar", "uf", jar.toString(), "-C", folder.toString(), "said");
    assertEquals("NotSigned", refusal(friend), "something was added");
  }

  @Test
  void withoutAListAnybodysJarIsLetIn() {
    assertDoesNotThrow(() -> VettedJar.of(jar, folder, Signers.anybody()).close());
  }

  @Test
  void whatEverybodyMayWriteToIsNotLetIn() throws Exception {
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--rw-"));
    assertEquals("Permissions", refusal(Signers.anybody()));
    make();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals("Permissions", refusal(Signers.anybody()));
  }

  @Test
  void aListWithoutCertificatesIsAMistake() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertTrue(
        assertThrows(IOException.class, () -> Signers.read(empty))
            .getMessage()
            .contains("no certificate"));
  }
}
