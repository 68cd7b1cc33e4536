package io.binnacle.plugins.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A private copy of a jar that has been looked at, so that what is installed is what was looked at
 * whatever happens to the file. Closing removes the copy.
 *
 * @param copy the copy
 * @param sha256 its digest in hexadecimal
 * @param bundle the symbolic name in its manifest
 * @param version the version in its manifest
 */
record VettedJar(Path copy, String sha256, String bundle, String version) implements AutoCloseable {
  /**
   * Copies a jar and looks at it.
   *
   * @param folder where the copy goes, nobody else's
   * @throws RefusedFile if its code must not run here
   */
  static VettedJar of(Path file, Path folder, Signers signers) throws RefusedFile {
    try {
      FileRights.check(file);
      Path copy = Files.createTempFile(folder, "plugin", ".jar");
      try {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        return of(copy, signers);
      } catch (IOException | RefusedFile e) {
        Files.deleteIfExists(copy);
        throw e;
      }
    } catch (IOException e) {
      throw new RefusedFile("Unreadable", String.valueOf(e.getMessage()));
    }
  }

  private static VettedJar of(Path copy, Signers signers) throws RefusedFile, IOException {
    String bundle;
    String version;
    try (JarFile jar = new JarFile(copy.toFile())) {
      Manifest manifest = jar.getManifest();
      String declared =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      if (manifest == null || declared == null) {
        throw new RefusedFile("NotABundle", "its manifest has no Bundle-SymbolicName");
      }
      bundle = declared.split(";", 2)[0].strip();
      String given = manifest.getMainAttributes().getValue("Bundle-Version");
      version = given == null ? "0.0.0" : given.strip();
    } catch (IOException e) {
      throw new RefusedFile("NotABundle", "it is no jar: " + e.getMessage());
    }
    signers.check(copy);
    return new VettedJar(copy, digest(copy), bundle, version);
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(copy);
  }
}
