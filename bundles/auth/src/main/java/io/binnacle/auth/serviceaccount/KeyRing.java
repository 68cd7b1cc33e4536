package io.binnacle.auth.serviceaccount;

import io.binnacle.auth.AuthSettings;
import io.binnacle.auth.SettingList;
import io.binnacle.auth.pki.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The keys of service account tokens: those of the flags, which are read at the start, and else one
 * of the server's own in its data directory. That is made when the first token is, as it takes
 * longer than the rest of the start. Thread-safe.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=io.binnacle.auth.serviceaccount.KeyRing")
@Component(
    service = {},
    immediate = true,
    configurationPid = AuthSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KeyRing {
  /** A key that signs. */
  record Signer(PrivateKey key, VerificationKey verification) {
    static Signer of(KeyPair pair) {
      return new Signer(pair.getPrivate(), VerificationKey.of(pair.getPublic()));
    }
  }

  private final Path ownFile;
  private final List<VerificationKey> given = new ArrayList<>();
  private volatile @Nullable Signer signer;
  private @Nullable ServiceRegistration<KeyRing> registration;

  /**
   * Reads the files and only then registers itself as a service, so that nobody else fails when one
   * of them is bad.
   *
   * @throws IllegalArgumentException if a file is bad; the message names it
   */
  @Activate
  public KeyRing(BundleContext context, AuthSettings settings) {
    this(settings);
    registration = context.registerService(KeyRing.class, this, new Hashtable<>());
  }

  KeyRing(AuthSettings settings) {
    ownFile = Path.of(settings.dataDir(), "pki", "sa.key");
    for (String file : SettingList.of(settings.serviceAccountKeyFile())) {
      read("service-account-key-file", file, KeyFile::publicKeys).stream()
          .map(key -> read("service-account-key-file", file, path -> VerificationKey.of(key)))
          .forEach(given::add);
    }
    String signing = settings.serviceAccountSigningKeyFile();
    if (!signing.isEmpty()) {
      signer =
          read(
              "service-account-signing-key-file",
              signing,
              path -> Signer.of(KeyFile.keyPair(path)));
    }
  }

  private static <T> T read(String flag, String file, Function<Path, T> how) {
    try {
      return how.apply(Path.of(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(flag + " " + file + ": " + e.getMessage(), e);
    }
  }

  @Deactivate
  void stop() {
    if (registration != null) {
      registration.unregister();
    }
  }

  /** The key that new tokens are signed with. */
  Signer signer() {
    Signer known = signer;
    return known == null ? ownSigner() : known;
  }

  private synchronized Signer ownSigner() {
    Signer known = signer;
    if (known == null) {
      known = Signer.of(KeyFile.keptOrMade(ownFile));
      signer = known;
    }
    return known;
  }

  /** Whether somebody may have signed a token that is believed here. */
  private boolean hasSigner() {
    return signer != null || Files.exists(ownFile);
  }

  /** The keys whose signatures are believed, without making one. */
  List<VerificationKey> believed() {
    Set<PublicKey> seen = new LinkedHashSet<>();
    List<VerificationKey> all = new ArrayList<>(given);
    if (hasSigner()) {
      all.add(signer().verification());
    }
    all.removeIf(key -> !seen.add(key.key()));
    return all;
  }
}
