package io.binnacle.storage.embedded;

import io.binnacle.api.storage.ForwardingStorage;
import io.binnacle.api.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Serves an {@link EmbeddedStorage} as a service. The configuration {@value #PID} names the folder
 * in {@code dataDir}; without one there is no service. Its {@code compactionIntervalSeconds} (a
 * number, 300 unless set, 0 for never) says how long history is kept at least. A folder that can't
 * be opened makes the activation fail with {@link io.binnacle.api.storage.StorageException}.
 */
@Component(
    service = Storage.class,
    immediate = true,
    configurationPid = EmbeddedStorageComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EmbeddedStorageComponent extends ForwardingStorage<EmbeddedStorage> {
  /** The configuration's name. */
  public static final String PID = "io.binnacle.storage.embedded";

  @Activate
  public EmbeddedStorageComponent(Map<String, Object> configuration) {
    super(open(configuration));
  }

  private static EmbeddedStorage open(Map<String, Object> configuration) {
    if (!(configuration.get("dataDir") instanceof String dir) || dir.isBlank()) {
      throw new IllegalArgumentException(PID + ": dataDir is not set");
    }
    return EmbeddedStorage.open(Path.of(dir), options(configuration));
  }

  private static EmbeddedOptions options(Map<String, Object> configuration) {
    Object seconds = configuration.get("compactionIntervalSeconds");
    if (seconds == null) {
      return EmbeddedOptions.defaults();
    }
    // What comes from a file is a text.
    String text = seconds.toString().strip();
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          PID + ": compactionIntervalSeconds must be 0 or more: " + text);
    }
    return EmbeddedOptions.defaults()
        .withCompactionInterval(Duration.ofSeconds(Long.parseLong(text)));
  }

  @Deactivate
  void close() {
    engine().close();
  }
}
