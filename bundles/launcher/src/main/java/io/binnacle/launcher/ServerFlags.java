package io.binnacle.launcher;

import static io.binnacle.launcher.FlagKind.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The flags of {@code server}, by kube-apiserver's names where it has them, and the configuration
 * each of them becomes. The pids are the symbolic names of the bundles that read them:
 *
 * <table>
 * <caption>Configurations that the launcher writes before the bundles start</caption>
 * <tr><th>pid</th><th>keys</th></tr>
 * <tr><td>io.binnacle.storage.embedded</td><td>dataDir (a folder, made by the engine),
 *   compactionIntervalSeconds (Integer, 0 for never); only without {@code --etcd-servers}</td></tr>
 * <tr><td>io.binnacle.storage.etcd</td><td>servers (String[]), prefix, caFile, certFile, keyFile,
 *   compactionIntervalSeconds; only with {@code --etcd-servers}</td></tr>
 * <tr><td>io.binnacle.auth</td><td>dataDir, bindAddress, advertiseAddress, clientCaFile,
 *   tokenAuthFile, tlsCertFile, tlsPrivateKeyFile, authorizationMode (String[]), anonymousAuth
 *   (Boolean), serviceClusterIpRange; of service account tokens serviceAccountIssuer,
 *   serviceAccountKeyFile, apiAudiences (String[]), serviceAccountSigningKeyFile,
 *   serviceAccountMaxTokenExpirationSeconds (Integer), serviceAccountExtendTokenExpiration,
 *   serviceAccountLookup (Boolean), serviceAccountJwksUri</td></tr>
 * <tr><td>io.binnacle.rest</td><td>dataDir, bindAddress, advertiseAddress, securePort (Integer, 0
 *   for a free one), tlsCertFile, tlsPrivateKeyFile, clientCaFile, anonymousAuth,
 *   maxRequestsInflight, maxMutatingRequestsInflight (Integer), kubeletCertificateAuthority,
 *   kubeletClientCertificate, kubeletClientKey, kubeletTimeoutSeconds (Integer)</td></tr>
 * <tr><td>io.binnacle.admission</td><td>enable, disable (String[])</td></tr>
 * <tr><td>io.binnacle.controllers</td><td>controllers (String[])</td></tr>
 * <tr><td>io.binnacle.plugins</td><td>deployDir, signersFile, callTimeoutSeconds (Integer)</td></tr>
 * <tr><td>io.binnacle.resources.core</td><td>serviceClusterIpRange, serviceNodePortRange,
 *   advertiseAddress, allowPrivileged (Boolean), securePort, eventTtlSeconds (Integer),
 *   kubeletPreferredAddressTypes (String[])</td></tr>
 * </table>
 *
 * <p>A setting that was not given and has no initial value is absent from its configuration.
 */
final class ServerFlags {
  private static final String STORAGE = "io.binnacle.storage.embedded/";
  private static final String ETCD = "io.binnacle.storage.etcd/";
  private static final String AUTH = "io.binnacle.auth/";
  private static final String REST = "io.binnacle.rest/";
  private static final String ADMISSION = "io.binnacle.admission/";
  private static final String CONTROLLERS = "io.binnacle.controllers/";
  private static final String CORE = "io.binnacle.resources.core/";
  private static final String PLUGINS = "io.binnacle.plugins/";

  static final List<Flag> ALL =
      List.of(
          new Flag(
              "data-dir",
              FOLDER,
              "",
              List.of(AUTH + "dataDir", REST + "dataDir"),
              "folder of everything the server keeps (default $XDG_DATA_HOME/binnacle)"),
          new Flag(
              "deploy-dir",
              FOLDER,
              "",
              List.of(PLUGINS + "deployDir"),
              "folder watched for plugin bundles (default DATA-DIR/deploy)"),
          new Flag(
              "plugin-signers",
              FILE,
              "",
              List.of(PLUGINS + "signersFile"),
              "certificates of those whose signed plugin jars are let in, PEM; none: all jars are"),
          new Flag(
              "plugin-call-timeout",
              DURATION,
              "5s",
              List.of(PLUGINS + "callTimeoutSeconds"),
              "how long a call into a plugin may take that only computes"),
          new Flag("config", FILE, "", List.of(), "file of settings, a line \"flag: value\" each"),
          new Flag(
              "secure-port",
              PORT,
              "6443",
              List.of(REST + "securePort", CORE + "securePort"),
              "port to serve HTTPS on, 0 for a free one"),
          new Flag(
              "bind-address",
              ADDRESS,
              "127.0.0.1",
              List.of(REST + "bindAddress", AUTH + "bindAddress"),
              "address to listen on"),
          new Flag(
              "advertise-address",
              ADDRESS,
              "",
              List.of(
                  CORE + "advertiseAddress", REST + "advertiseAddress", AUTH + "advertiseAddress"),
              "address under which others reach this server"),
          new Flag(
              "tls-cert-file",
              FILE,
              "",
              List.of(REST + "tlsCertFile", AUTH + "tlsCertFile"),
              "serving certificate and its chain, PEM"),
          new Flag(
              "tls-private-key-file",
              FILE,
              "",
              List.of(REST + "tlsPrivateKeyFile", AUTH + "tlsPrivateKeyFile"),
              "key of the serving certificate, PEM"),
          new Flag(
              "client-ca-file",
              FILE,
              "",
              List.of(AUTH + "clientCaFile", REST + "clientCaFile"),
              "further authorities whose client certificates are accepted, PEM"),
          new Flag(
              "token-auth-file",
              FILE,
              "",
              List.of(AUTH + "tokenAuthFile"),
              "CSV of token, user, uid, \"group,group\""),
          new Flag(
              "etcd-servers",
              ETCD_SERVERS,
              "",
              List.of(ETCD + "servers"),
              "etcd members to keep data in, URLs with commas; none: in the data directory"),
          new Flag(
              "etcd-prefix",
              KEY_PREFIX,
              "/registry",
              List.of(ETCD + "prefix"),
              "what all keys in etcd begin with"),
          new Flag(
              "etcd-cafile",
              FILE,
              "",
              List.of(ETCD + "caFile"),
              "authorities that signed etcd's certificates, PEM"),
          new Flag(
              "etcd-certfile",
              FILE,
              "",
              List.of(ETCD + "certFile"),
              "certificate shown to etcd, PEM"),
          new Flag(
              "etcd-keyfile", FILE, "", List.of(ETCD + "keyFile"), "key of that certificate, PEM"),
          new Flag(
              "etcd-compaction-interval",
              DURATION,
              "5m0s",
              List.of(ETCD + "compactionIntervalSeconds", STORAGE + "compactionIntervalSeconds"),
              "how long history is kept at least, in either engine; 0 forever"),
          new Flag(
              "authorization-mode",
              MODES,
              "RBAC",
              List.of(AUTH + "authorizationMode"),
              "AlwaysAllow, AlwaysDeny, Node, RBAC, in the order they are asked"),
          new Flag(
              "anonymous-auth",
              BOOLEAN,
              "true",
              List.of(AUTH + "anonymousAuth", REST + "anonymousAuth"),
              "whether a request without credentials is system:anonymous"),
          new Flag(
              "service-account-issuer",
              ISSUERS,
              "https://kubernetes.default.svc",
              List.of(AUTH + "serviceAccountIssuer"),
              "issuer of service account tokens; may be repeated, the first is named in new ones"),
          new Flag(
              "service-account-key-file",
              FILES,
              "",
              List.of(AUTH + "serviceAccountKeyFile"),
              "keys that verify service account tokens, PEM; may be repeated"),
          new Flag(
              "service-account-signing-key-file",
              FILE,
              "",
              List.of(AUTH + "serviceAccountSigningKeyFile"),
              "key that signs service account tokens, PEM; none: one in the data directory"),
          new Flag(
              "service-account-max-token-expiration",
              LIFETIME,
              "0s",
              List.of(AUTH + "serviceAccountMaxTokenExpirationSeconds"),
              "how long a service account token may be good at most; 0 for no limit"),
          new Flag(
              "service-account-extend-token-expiration",
              BOOLEAN,
              "true",
              List.of(AUTH + "serviceAccountExtendTokenExpiration"),
              "whether tokens in pods are good for a year if nobody said how long"),
          new Flag(
              "service-account-lookup",
              BOOLEAN,
              "true",
              List.of(AUTH + "serviceAccountLookup"),
              "whether tokens of Secrets end with the Secret"),
          new Flag(
              "service-account-jwks-uri",
              HTTPS_URL,
              "",
              List.of(AUTH + "serviceAccountJwksUri"),
              "where others find the keys of service account tokens; none: here"),
          new Flag(
              "api-audiences",
              LIST,
              "",
              List.of(AUTH + "apiAudiences"),
              "whom tokens for this server are meant for; none: the issuers"),
          new Flag(
              "service-cluster-ip-range",
              CIDR,
              "10.0.0.0/24",
              List.of(CORE + "serviceClusterIpRange", AUTH + "serviceClusterIpRange"),
              "range of the addresses of Services"),
          new Flag(
              "service-node-port-range",
              PORT_RANGE,
              "30000-32767",
              List.of(CORE + "serviceNodePortRange"),
              "range of the node ports of Services"),
          new Flag(
              "event-ttl",
              DURATION,
              "1h0m0s",
              List.of(CORE + "eventTtlSeconds"),
              "how long events are kept"),
          new Flag(
              "allow-privileged",
              BOOLEAN,
              "true",
              List.of(CORE + "allowPrivileged"),
              "whether privileged containers are accepted"),
          new Flag(
              "enable-admission-plugins",
              LIST,
              "",
              List.of(ADMISSION + "enable"),
              "admission plugins on besides the default ones"),
          new Flag(
              "disable-admission-plugins",
              LIST,
              "",
              List.of(ADMISSION + "disable"),
              "admission plugins off though they are on by default"),
          new Flag(
              "max-requests-inflight",
              COUNT,
              "400",
              List.of(REST + "maxRequestsInflight"),
              "reading requests served at once, 0 for no limit"),
          new Flag(
              "max-mutating-requests-inflight",
              COUNT,
              "200",
              List.of(REST + "maxMutatingRequestsInflight"),
              "writing requests served at once, 0 for no limit"),
          new Flag(
              "kubelet-certificate-authority",
              FILE,
              "",
              List.of(REST + "kubeletCertificateAuthority"),
              "authorities of the certificates of kubelets, PEM; none: they are not verified"),
          new Flag(
              "kubelet-client-certificate",
              FILE,
              "",
              List.of(REST + "kubeletClientCertificate"),
              "certificate shown to kubelets, PEM"),
          new Flag(
              "kubelet-client-key",
              FILE,
              "",
              List.of(REST + "kubeletClientKey"),
              "key of that certificate, PEM"),
          new Flag(
              "kubelet-preferred-address-types",
              LIST,
              "Hostname,InternalDNS,InternalIP,ExternalDNS,ExternalIP",
              List.of(CORE + "kubeletPreferredAddressTypes"),
              "which of a node's addresses its kubelet is reached at, best first"),
          new Flag(
              "kubelet-timeout",
              DURATION,
              "5s",
              List.of(REST + "kubeletTimeoutSeconds"),
              "how long connecting to a kubelet may take, 0 for ever"),
          new Flag(
              "controllers",
              LIST,
              "*",
              List.of(CONTROLLERS + "controllers"),
              "controllers to run: * all, -name not that one, -* none"),
          new Flag("v", COUNT, "0", List.of(), "how much is logged, 0 to 8"));

  /** Where the embedded engine's folder goes; it is derived from {@code --data-dir}. */
  static final String STORAGE_FOLDER = STORAGE + "dataDir";

  /** The pid of the engine in the data directory. */
  static final String EMBEDDED_ENGINE = "io.binnacle.storage.embedded";

  /** The pid of the engine that keeps data in etcd. */
  static final String ETCD_ENGINE = "io.binnacle.storage.etcd";

  private static final Map<String, Flag> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Flag::name, Function.identity()));

  private ServerFlags() {}

  /** All flags, a line each with what it starts out as. */
  static String help() {
    StringBuilder text = new StringBuilder("usage: binnacle server [--flag=value ...]\n");
    for (Flag flag : ALL) {
      String initial = flag.initial().isEmpty() ? "" : " (default " + flag.initial() + ")";
      text.append(String.format("  --%-31s %s%s%n", flag.name(), flag.help(), initial));
    }
    return text.toString();
  }

  static Optional<Flag> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
