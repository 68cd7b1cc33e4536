package io.binnacle.auth.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's own certificates, kept in a folder: {@code ca.pem}, {@code serving.pem} and {@code
 * admin.pem} hold a key and its certificate each, so that one never stands without the other;
 * {@code ca.crt} is the CA's certificate alone, for clients to trust. Whoever may read the folder
 * is the cluster's administrator.
 */
final class PkiFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PkiFolder.class);

  /** A certificate is renewed when less than this is left of it. */
  static final Duration RENEWAL = Duration.ofDays(30);

  /** So early that what the CA signs can always be valid for its full time. */
  static final Duration CA_RENEWAL = CertificateMaker.VALIDITY.plus(RENEWAL);

  private final Path folder;
  private final InstantSource clock;
  private final SecureRandom random;

  PkiFolder(Path folder, InstantSource clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /** All that the folder holds. */
  record Contents(Identity authority, Identity serving, Identity admin) {}

  /**
   * What the folder holds, after making what is missing and renewing what ends soon.
   *
   * @param names the names that the serving certificate must bear
   * @throws IllegalStateException if a file can't be read or written
   */
  Contents ensure(Set<String> names) {
    try {
      SecretFile.makeFolder(folder);
      Identity authority = authority();
      Identity serving =
          keptOrMade(
              "serving.pem",
              authority,
              kept -> ServingNames.in(kept).containsAll(names),
              () -> maker().serving(authority, names));
      Identity admin =
          keptOrMade(
              "admin.pem",
              authority,
              kept -> true,
              () -> maker().client(authority, "kubernetes-admin", List.of("system:masters")));
      return new Contents(authority, serving, admin);
    } catch (IOException e) {
      throw new IllegalStateException("certificates in " + folder + ": " + e, e);
    }
  }

  private Identity authority() throws IOException {
    Identity kept = read("ca.pem");
    if (kept != null && lasts(kept.leaf(), CA_RENEWAL)) {
      return kept;
    }
    Identity authority = kept == null ? maker().authority() : maker().renewed(kept);
    write("ca.pem", authority);
    SecretFile.write(folder.resolve("ca.crt"), authority.chainPem());
    return authority;
  }

  private Identity keptOrMade(
      String file, Identity authority, Predicate<X509Certificate> suits, Supplier<Identity> made)
      throws IOException {
    Identity kept = read(file);
    if (kept != null
        && lasts(kept.leaf(), RENEWAL)
        && isSignedBy(authority, kept.leaf())
        && suits.test(kept.leaf())) {
      return kept;
    }
    Identity identity = made.get();
    write(file, identity);
    return identity;
  }

  private @Nullable Identity read(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return null;
    }
    SecretFile.restrict(file);
    String pem = Files.readString(file);
    try {
      return new Identity(Identity.privateKey(pem), Identity.certificates(pem));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private void write(String name, Identity identity) throws IOException {
    SecretFile.write(folder.resolve(name), identity.keyPem() + identity.chainPem());
    LOG.info(
        "made {} for {}, valid until {}",
        folder.resolve(name),
        identity.leaf().getSubjectX500Principal(),
        identity.leaf().getNotAfter().toInstant());
  }

  private boolean lasts(X509Certificate certificate, Duration left) {
    Instant now = clock.instant();
    return certificate.getNotAfter().toInstant().isAfter(now.plus(left))
        && !certificate.getNotBefore().toInstant().isAfter(now);
  }

  private static boolean isSignedBy(Identity authority, X509Certificate certificate) {
    try {
      certificate.verify(authority.leaf().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private CertificateMaker maker() {
    return new CertificateMaker(random, clock.instant());
  }
}
