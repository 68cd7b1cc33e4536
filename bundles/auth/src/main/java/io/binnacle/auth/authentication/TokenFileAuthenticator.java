package io.binnacle.auth.authentication;

import io.binnacle.api.auth.Authenticator;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.auth.AuthSettings;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Knows the bearer tokens of {@code --token-auth-file}, which is read once, at the start. */
@Component(
    service = {},
    immediate = true,
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TokenFileAuthenticator implements Authenticator {
  private final TokenFile file;
  private final ServiceRegistration<Authenticator> registration;

  /**
   * Reads the file and only then registers itself as a service, so that nobody else fails when the
   * file is bad.
   *
   * @throws IllegalArgumentException if the file is bad
   */
  @Activate
  public TokenFileAuthenticator(BundleContext context, AuthSettings settings) {
    file =
        settings.tokenAuthFile().isEmpty()
            ? TokenFile.NONE
            : TokenFile.read(Path.of(settings.tokenAuthFile()));
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("binnacle.authenticator", "token-file");
    properties.put(Constants.SERVICE_RANKING, 100);
    registration = context.registerService(Authenticator.class, this, properties);
  }

  @Deactivate
  void stop() {
    registration.unregister();
  }

  /** Empty for an unknown token, as that may be of another kind. */
  @Override
  public Optional<UserInfo> authenticate(Credentials credentials) {
    return credentials.bearerToken().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(file.user(credentials.bearerToken()));
  }
}
