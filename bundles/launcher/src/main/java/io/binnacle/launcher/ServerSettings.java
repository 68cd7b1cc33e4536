package io.binnacle.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the server was asked to do.
 *
 * @param dataDir the folder of everything that is kept
 * @param deployDir the folder watched for plugin bundles
 * @param bindAddress the address to listen on
 * @param securePort the port, 0 for a free one
 * @param verbosity {@code --v}
 * @param configurations by pid, the properties that its bundle reads; {@link ServerFlags} lists
 *     them
 */
record ServerSettings(
    Path dataDir,
    Path deployDir,
    String bindAddress,
    int securePort,
    int verbosity,
    Map<String, Map<String, Object>> configurations) {
  private static final String SERVERS = "etcd-servers";

  static ServerSettings of(Map<Flag, Object> given, Map<String, String> environment) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Flag flag : ServerFlags.ALL) {
      Object value = given.get(flag);
      if (value == null && !flag.initial().isEmpty()) {
        value = flag.read(flag.initial());
      }
      if (value != null) {
        values.put(flag.name(), value);
      }
    }
    if (values.containsKey("tls-cert-file") != values.containsKey("tls-private-key-file")) {
      throw new UsageException("--tls-cert-file and --tls-private-key-file go together");
    }
    if (values.containsKey("kubelet-client-certificate")
        != values.containsKey("kubelet-client-key")) {
      throw new UsageException("--kubelet-client-certificate and --kubelet-client-key go together");
    }
    checkEtcd(given);
    values.putIfAbsent("data-dir", dataHome(environment).resolve("binnacle").toString());
    Path dataDir = Path.of((String) values.get("data-dir"));
    values.putIfAbsent("deploy-dir", dataDir.resolve("deploy").toString());
    return new ServerSettings(
        dataDir,
        Path.of((String) values.get("deploy-dir")),
        (String) values.get("bind-address"),
        (Integer) values.get("secure-port"),
        (Integer) values.get("v"),
        configurations(values, dataDir));
  }

  private static Map<String, Map<String, Object>> configurations(
      Map<String, Object> values, Path dataDir) {
    Map<String, Map<String, Object>> byPid = new TreeMap<>();
    put(byPid, ServerFlags.STORAGE_FOLDER, dataDir.resolve("storage").toString());
    for (Flag flag : ServerFlags.ALL) {
      Object value = values.get(flag.name());
      if (value != null) {
        flag.targets().forEach(target -> put(byPid, target, value));
      }
    }
    // A bundle whose settings are all optional still waits for its configuration.
    for (Flag flag : ServerFlags.ALL) {
      flag.targets().forEach(target -> byPid.computeIfAbsent(pid(target), p -> new TreeMap<>()));
    }
    if (values.get(SERVERS) instanceof String[] urls && !EtcdServers.areSecure(urls)) {
      // As in kube-apiserver, they are of no use then.
      byPid
          .get(ServerFlags.ETCD_ENGINE)
          .keySet()
          .removeAll(Set.of("caFile", "certFile", "keyFile"));
    }
    // The engine that is not asked for gets none, and so does not start.
    byPid.remove(
        values.containsKey(SERVERS) ? ServerFlags.EMBEDDED_ENGINE : ServerFlags.ETCD_ENGINE);
    return byPid;
  }

  private static void checkEtcd(Map<Flag, Object> given) {
    Set<String> names = given.keySet().stream().map(Flag::name).collect(Collectors.toSet());
    if (names.contains("etcd-certfile") != names.contains("etcd-keyfile")) {
      throw new UsageException("--etcd-certfile and --etcd-keyfile go together");
    }
    for (String name : List.of("etcd-prefix", "etcd-cafile", "etcd-certfile")) {
      if (names.contains(name) && !names.contains(SERVERS)) {
        throw new UsageException("--" + name + " needs --" + SERVERS);
      }
    }
  }

  /** Whether data is kept in etcd, which may be away for a while, also when the server starts. */
  boolean isOnEtcd() {
    return configurations.containsKey(ServerFlags.ETCD_ENGINE);
  }

  private static void put(Map<String, Map<String, Object>> byPid, String target, Object value) {
    byPid
        .computeIfAbsent(pid(target), p -> new TreeMap<>())
        .put(target.substring(target.indexOf('/') + 1), value);
  }

  private static String pid(String target) {
    return target.substring(0, target.indexOf('/'));
  }

  private static Path dataHome(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg);
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    if (home.isBlank()) {
      throw new UsageException("no home folder is known: give --data-dir");
    }
    return Path.of(home, ".local", "share");
  }
}
