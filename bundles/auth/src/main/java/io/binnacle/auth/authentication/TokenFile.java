package io.binnacle.auth.authentication;

import io.binnacle.api.auth.UserInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a token file: CSV with the columns token, user, uid and, if wanted, groups in one
 * quoted column. Tokens are known by their SHA-256 only, so that a look-up takes no longer for a
 * token that begins right. Immutable.
 */
final class TokenFile {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  private static final MessageDigest SHA_256 = newSha256();

  static final TokenFile NONE = new TokenFile(Map.of());

  private final Map<Hash, UserInfo> users;

  private TokenFile(Map<Hash, UserInfo> users) {
    this.users = Map.copyOf(users);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it can't be read or is not such a table; the message names
   *     the file
   */
  static TokenFile read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("token-auth-file " + file + ": no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("token-auth-file " + file + ": can't be read", e);
    }
  }

  private static TokenFile parse(String file, String text) {
    Map<Hash, UserInfo> users = new HashMap<>();
    List<CsvRow> rows;
    try {
      rows = CsvRow.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("token-auth-file " + file + ": " + e.getMessage(), e);
    }
    for (CsvRow row : rows) {
      List<String> cells = row.cells();
      if (cells.size() < 3) {
        throw new IllegalArgumentException(
            "token-auth-file "
                + file
                + ": line "
                + row.line()
                + " must have at least 3 columns (token, user name, user uid), found "
                + cells.size());
      }
      if (cells.get(0).isEmpty()) {
        LOG.warn("token-auth-file {}: line {} has no token and is left out", file, row.line());
        continue;
      }
      List<String> groups = cells.size() < 4 ? List.of() : List.of(cells.get(3).split(",", -1));
      UserInfo user = new UserInfo(cells.get(1), cells.get(2), groups, Map.of());
      if (users.put(hash(cells.get(0)), user) != null) {
        LOG.warn("token-auth-file {}: line {} gives a token again", file, row.line());
      }
    }
    return new TokenFile(users);
  }

  /** The user, or null if the token is unknown. */
  @Nullable UserInfo user(String token) {
    return users.get(hash(token));
  }

  private static Hash hash(String token) {
    return Hash.of(sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  /** Copied from one that is kept, as looking for one takes longer than using it. */
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return newSha256();
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A SHA-256. */
  private record Hash(long a, long b, long c, long d) {
    static Hash of(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Hash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** Its bits are as good as random. */
    @Override
    public int hashCode() {
      return Long.hashCode(a);
    }
  }
}
