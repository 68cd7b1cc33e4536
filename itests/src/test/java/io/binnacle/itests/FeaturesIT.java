package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Karaf's features and the distribution hold the same bundles in the same versions. */
class FeaturesIT {
  private static final Pattern BUNDLE = Pattern.compile("<bundle[^>]*>mvn:[^/]+/([^/]+)/([^<]+)<");

  /** Where Karaf has its own version. */
  private static final List<String> KARAFS_OWN =
      List.of(
          "org.apache.felix.scr",
          "org.apache.felix.configadmin",
          "org.apache.felix.fileinstall",
          "bcprov-",
          "bcutil-",
          "bcpkix-",
          // It looks after the deploy folder of the launcher; Karaf has a folder of its own.
          "io.binnacle.plugins-");

  /** What makes sense in Karaf only. */
  private static final List<String> NOT_SHIPPED = List.of("io.binnacle.karaf-", "crontab-plugin-");

  @Test
  void theFeaturesListWhatTheDistributionShips() throws IOException {
    TreeSet<String> shipped = new TreeSet<>();
    for (Path jar : Distribution.bundles()) {
      String name = jar.getFileName().toString().replaceAll("\\.jar$", "");
      if (KARAFS_OWN.stream().noneMatch(name::startsWith)) {
        shipped.add(name);
      }
    }
    TreeSet<String> listed = new TreeSet<>();
    Path features = Distribution.home().resolve("../../../features/target/features.xml");
    Matcher bundle = BUNDLE.matcher(Files.readString(features));
    while (bundle.find()) {
      String name = bundle.group(1) + "-" + bundle.group(2);
      if (Stream.of(KARAFS_OWN, NOT_SHIPPED).flatMap(List::stream).noneMatch(name::startsWith)) {
        listed.add(name);
      }
    }
    assertEquals(String.join("\n", shipped), String.join("\n", listed));
  }
}
