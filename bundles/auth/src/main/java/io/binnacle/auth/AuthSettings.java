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

  /** Who signs service account tokens: the first is named in new ones, all are believed. */
  String[] serviceAccountIssuer() default "https://kubernetes.default.svc";

  /** Files of keys, PEM, whose signatures on service account tokens are believed. */
  String[] serviceAccountKeyFile() default {};

  /** The key that service account tokens are signed with, PEM; "" for the server's own. */
  String serviceAccountSigningKeyFile() default "";

  /** The longest that a service account token may be asked for, 0 for no limit. */
  int serviceAccountMaxTokenExpirationSeconds() default 0;

  /** Whether tokens of a pod's token volume are good for longer than they say to the pod. */
  boolean serviceAccountExtendTokenExpiration() default true;

  /** Whether a token from a Secret is good only while the Secret is there. */
  boolean serviceAccountLookup() default true;

  /** Where others find the public keys; "" for this server. */
  String serviceAccountJwksUri() default "";

  /** Whom tokens for this server are meant for; the issuers if there are none. */
  String[] apiAudiences() default {};
}
