package io.binnacle.itests;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureSecurity;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import io.binnacle.itests.etcd.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.ops4j.pax.exam.Option;

/** A stock Karaf in which the features are installed, all of it from the local repository. */
final class KarafOptions {
  private static final Path FOLDER = Path.of("target", "karaf-container").toAbsolutePath();
  private static final String MAVEN = "etc/org.ops4j.pax.url.mvn.cfg";

  private KarafOptions() {}

  static Option[] withTheFeatures() throws IOException {
    Path repository = Path.of(property("karaf.repository"));
    return new Option[] {
      karafDistributionConfiguration()
          .frameworkUrl(archive(repository).toUri().toString())
          .unpackDirectory(FOLDER.toFile())
          .useDeployFolder(false),
      configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
      configureSecurity().disableKarafMBeanServerBuilder(),
      put(
          "etc/org.apache.karaf.management.cfg",
          "rmiRegistryPort",
          String.valueOf(FreePort.find())),
      put("etc/org.apache.karaf.management.cfg", "rmiServerPort", String.valueOf(FreePort.find())),
      put(MAVEN, "org.ops4j.pax.url.mvn.offline", "true"),
      put(MAVEN, "org.ops4j.pax.url.mvn.localRepository", repository.toString()),
      put(MAVEN, "org.ops4j.pax.url.mvn.repositories", ""),
      put("etc/io.binnacle.rest.cfg", "securePort", "0"),
      put("etc/io.binnacle.resources.core.cfg", "securePort", "0"),
      systemProperty("binnacle.home").value(property("binnacle.home")),
      features("mvn:io.binnacle/features/0.1.0-SNAPSHOT/xml/features", "binnacle"),
    };
  }

  private static Path archive(Path repository) {
    String version = property("karaf.version");
    return repository
        .resolve("org/apache/karaf/apache-karaf")
        .resolve(version)
        .resolve("apache-karaf-" + version + ".tar.gz");
  }

  private static Option put(String file, String name, String value) {
    return editConfigurationFilePut(file, name, value);
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
