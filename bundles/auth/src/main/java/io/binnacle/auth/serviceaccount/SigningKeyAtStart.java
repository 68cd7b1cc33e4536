package io.binnacle.auth.serviceaccount;

import io.binnacle.api.start.PostStartHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the server's own key for tokens in the background of its first start, so that its file is
 * there for whoever shares it, such as a controller manager that fills Secrets with tokens.
 */
@Component(property = PostStartHook.NAME + "=service-account-signing-key")
public final class SigningKeyAtStart implements PostStartHook {
  private final KeyRing keys;

  @Activate
  public SigningKeyAtStart(@Reference KeyRing keys) {
    this.keys = keys;
  }

  @Override
  public void run() {
    keys.signer();
  }
}
