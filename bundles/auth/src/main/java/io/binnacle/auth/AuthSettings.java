package io.binnacle.auth;

/**
 * The settings of the pid {@link #PID}; each is the flag of that name. An empty text stands for a
 * flag that was not given.
 */
public @interface AuthSettings {
  String PID = "io.binnacle.auth";

  /** The folder for {@code pki/} and {@code admin.kubeconfig}. */
  String dataDir();

  /** Further CAs whose client certificates are taken, PEM. */
  String clientCaFile() default "";

  /** A CSV file of tokens. */
  String tokenAuthFile() default "";

  /** The certificate chain to serve with instead of the own one, PEM. */
  String tlsCertFile() default "";

  /** The key of {@link #tlsCertFile}, PEM. */
  String tlsPrivateKeyFile() default "";

  /** Which authorizers are asked, in this order. */
  String[] authorizationMode() default "RBAC";

  /** Whether a request without credentials is one of {@code system:anonymous}. */
  boolean anonymousAuth() default true;

  /** The address that is listened on. */
  String bindAddress() default "";

  /** The address under which others reach the server. */
  String advertiseAddress() default "";

  /** The ranges of Services' addresses; the first of each is the API server's own. */
  String serviceClusterIpRange() default "";
}
