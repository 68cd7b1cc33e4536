package io.binnacle.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;

/**
 * A framework with the bundles of the distribution, and the packages that the launcher would export
 * from its class path (docs/decisions/0001).
 */
final class FelixOptions {
  /** Where the framework keeps its bundles and the tests their data. */
  static final Path FOLDER = Path.of("target", "felix-container").toAbsolutePath();

  static final String[] EXPORTED = {
    "org.slf4j;version=2.0.20",
    "org.slf4j.event;version=2.0.20",
    "org.slf4j.helpers;version=2.0.20",
    "org.slf4j.spi;version=2.0.20",
    // The bundles of Pax Exam ask for SLF4J 1 and use nothing that 2 has not.
    "org.slf4j;version=1.7.36",
    "org.osgi.service.cm;version=1.6.1",
    "org.osgi.service.log;version=1.5",
    "org.osgi.service.component;version=1.5.1",
    "org.osgi.service.component.propertytypes;version=1.5",
    "org.osgi.service.component.runtime;version=1.5",
    "org.osgi.service.component.runtime.dto;version=1.5",
    "org.osgi.util.function;version=1.2",
    "org.osgi.util.promise;version=1.3"
  };

  private FelixOptions() {}

  static Option[] ofTheDistribution() throws IOException {
    Path deploy = Files.createDirectories(FOLDER.resolve("deploy"));
    List<Option> options = new ArrayList<>();
    options.add(systemPackages(EXPORTED));
    options.add(cleanCaches());
    options.add(workingDirectory(FOLDER.resolve("framework").toString()));
    options.add(frameworkProperty("felix.fileinstall.dir").value(deploy.toString()));
    options.add(frameworkProperty("felix.fileinstall.tmpdir").value(deploy + "-temp"));
    options.add(frameworkProperty("felix.service.urlhandlers").value("false"));
    options.add(frameworkProperty("felix.bootdelegation.implicit").value("false"));
    options.add(junitBundles());
    for (Path jar : Distribution.bundles()) {
      options.add(bundle(jar.toUri().toString()));
    }
    return options.toArray(Option[]::new);
  }
}
