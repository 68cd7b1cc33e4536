package io.binnacle.storage.etcd;

import io.binnacle.api.storage.ForwardingStorage;
import io.binnacle.api.storage.Storage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Serves an {@link EtcdStorage} as a service. The configuration {@value #PID} has
 *
 * <ul>
 *   <li>{@code servers}: the members' URLs, an array or separated by commas
 *   <li>{@code prefix}: where keys lie, {@code /registry} by default
 *   <li>{@code caFile}, {@code certFile}, {@code keyFile}: PEM files for https
 *   <li>{@code compactionIntervalSeconds}: 300 by default, 0 for never
 * </ul>
 *
 * Without one there is no service. One that can't be used makes the activation fail with an {@link
 * IllegalArgumentException}; a cluster that can't be reached does not.
 */
@Component(
    service = Storage.class,
    immediate = true,
    configurationPid = EtcdStorageComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EtcdStorageComponent extends ForwardingStorage<EtcdStorage> {
  /** The configuration's name. */
  public static final String PID = "io.binnacle.storage.etcd";

  private static final long COMPACTION_SECONDS = 300;

  @Activate
  public EtcdStorageComponent(Map<String, Object> configuration) {
    super(EtcdStorage.open(options(configuration)));
  }

  static EtcdOptions options(Map<String, Object> configuration) {
    try {
      String prefix = text(configuration, "prefix");
      return new EtcdOptions(
          EtcdOptions.servers(servers(configuration.get("servers"))),
          KeySpace.ofPrefix(prefix.isBlank() ? KeySpace.CALLERS : prefix),
          new TlsFiles(
              text(configuration, "caFile"),
              text(configuration, "certFile"),
              text(configuration, "keyFile")),
          Duration.ofSeconds(seconds(configuration.get("compactionIntervalSeconds"))),
          EtcdOptions.PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PID + ": " + e.getMessage(), e);
    }
  }

  private static List<String> servers(Object value) {
    if (value instanceof String[] many) {
      return Arrays.asList(many);
    }
    return value instanceof String text ? Arrays.asList(text.split(",")) : List.of();
  }

  private static String text(Map<String, Object> configuration, String name) {
    Object value = configuration.get(name);
    return value == null ? "" : value.toString();
  }

  private static long seconds(Object value) {
    return value == null ? COMPACTION_SECONDS : Long.parseLong(value.toString());
  }

  @Deactivate
  void close() {
    engine().close();
  }
}
