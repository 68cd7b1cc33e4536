package io.binnacle.auth.authentication;

import io.binnacle.api.auth.UserInfo;
import io.binnacle.auth.TokenHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a token file: CSV with the columns token, user, uid and, if wanted, groups in one
 * quoted column. Tokens are known by their hash only. Immutable.
 */
final class TokenFile {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  static final TokenFile NONE = new TokenFile(Map.of());

  private final Map<TokenHash, UserInfo> users;

  private TokenFile(Map<TokenHash, UserInfo> users) {
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
    Map<TokenHash, UserInfo> users = new HashMap<>();
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
      if (users.put(TokenHash.of(cells.get(0)), user) != null) {
        LOG.warn("token-auth-file {}: line {} gives a token again", file, row.line());
      }
    }
    return new TokenFile(users);
  }

  /** The user, or null if the token is unknown. */
  @Nullable UserInfo user(String token) {
    return users.isEmpty() ? null : users.get(TokenHash.of(token));
  }
}
