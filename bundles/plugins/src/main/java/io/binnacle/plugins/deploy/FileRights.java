package io.binnacle.plugins.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Whether a file's code may run in the server, by who could have written it: neither the file nor
 * its folder may be writable by everybody. A link is judged by what it leads to, and by both
 * folders. Where files have no such rights, all pass.
 */
final class FileRights {
  private FileRights() {}

  /**
   * @throws RefusedFile naming the path that everybody may write to
   */
  static void check(Path file) throws RefusedFile, IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Path real = file.toRealPath();
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedFile("NotAFile", file.getFileName() + " is no regular file");
    }
    check(real, "file");
    check(real.getParent(), "folder");
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !folder.toRealPath().equals(real.getParent())) {
      check(folder.toRealPath(), "folder");
    }
  }

  private static void check(Path path, String what) throws RefusedFile, IOException {
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new RefusedFile(
          "Permissions", "the " + what + " " + path + " can be written to by everybody");
    }
  }
}
