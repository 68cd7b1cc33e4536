package io.binnacle.launcher;

import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/**
 * How the framework and its services are set up. The packages listed here come from the launcher's
 * class path, where a shared class archive speeds their loading and where SLF4J finds its provider
 * without weaving.
 */
final class FrameworkProperties {
  private static final String EXPORTED =
      String.join(
          ",",
          "org.slf4j;version=2.0.20",
          "org.slf4j.event;version=2.0.20",
          "org.slf4j.helpers;version=2.0.20",
          "org.slf4j.spi;version=2.0.20",
          "org.osgi.service.cm;version=1.6.1",
          "org.osgi.service.log;version=1.5",
          "org.osgi.service.component;version=1.5.1",
          "org.osgi.service.component.propertytypes;version=1.5",
          "org.osgi.service.component.runtime;version=1.5",
          "org.osgi.service.component.runtime.dto;version=1.5",
          "org.osgi.util.function;version=1.2",
          "org.osgi.util.promise;version=1.3");

  private FrameworkProperties() {}

  static Map<String, String> of(ServerSettings settings) {
    String framework = settings.dataDir().resolve("framework").toString();
    Map<String, String> properties = new HashMap<>();
    // What is installed is what lies in the folders: nothing is remembered from the last run.
    properties.put(Constants.FRAMEWORK_STORAGE, framework);
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, EXPORTED);
    // The same jar may be dropped in twice: the second waits for what the first serves.
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put("felix.cache.locking", "false");
    properties.put("felix.service.urlhandlers", "false");
    properties.put("felix.bootdelegation.implicit", "false");
    properties.put("felix.log.level", "1");
    properties.put("ds.loglevel", settings.verbosity() >= 6 ? "4" : "2");
    // What Declarative Services give up on is lost for good, and 5 seconds are soon over when busy.
    properties.put("ds.lock.timeout.milliseconds", "120000");
    properties.put("felix.fileinstall.dir", settings.deployDir().toString());
    properties.put("felix.fileinstall.tmpdir", framework + "/deploy");
    properties.put("felix.fileinstall.poll", "200");
    properties.put("felix.fileinstall.filter", ".*\\.jar");
    properties.put("felix.fileinstall.subdir.mode", "skip");
    properties.put("felix.fileinstall.noInitialDelay", "true");
    properties.put("felix.fileinstall.disableNio2", "true");
    properties.put("felix.fileinstall.enableConfigSave", "false");
    properties.put("felix.fileinstall.bundles.startTransient", "true");
    properties.put("felix.fileinstall.log.level", "2");
    return properties;
  }
}
