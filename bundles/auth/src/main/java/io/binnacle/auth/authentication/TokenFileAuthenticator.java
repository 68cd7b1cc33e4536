package io.binnacle.auth.authentication;

import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.auth.AuthSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Knows the bearer tokens of {@code --token-auth-file}, which is read once, at the start. */
@Component(
    property = {"binnacle.authenticator=token-file", "service.ranking:Integer=100"},
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TokenFileAuthenticator implements Authenticator {
  private final TokenFile file;

  /**
   * @throws IllegalArgumentException if the file is bad
   */
  @Activate
  public TokenFileAuthenticator(AuthSettings settings) {
    file =
        settings.tokenAuthFile().isEmpty()
            ? TokenFile.NONE
            : TokenFile.read(Path.of(settings.tokenAuthFile()));
  }

  /** Empty for an unknown token, as that may be of another kind. */
  @Override
  public Optional<UserInfo> authenticate(Credentials credentials) {
    return credentials.bearerToken().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(file.user(credentials.bearerToken()));
  }
}
