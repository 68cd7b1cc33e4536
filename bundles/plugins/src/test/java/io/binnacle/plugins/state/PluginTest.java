package io.binnacle.plugins.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginTest {
  private static int problems(String file, String sha256) {
    return new Plugin(new Plugin.Spec(file, sha256, null, null, null), null).problems().size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.jar",
        "/a.jar",
        "a/b.jar",
        "a\\b.jar",
        "..jar",
        ".a.jar",
        "a.war",
        "a.jar\n"
      })
  void aFileIsAPlainNameOfAJar(String file) {
    assertEquals(1, problems(file, ""));
  }

  @Test
  void whatIsPlainIsTaken() {
    assertEquals(0, problems("crontab-1.0.0_2+x.jar", "0f".repeat(32)));
    assertEquals(0, new Plugin(null, null).problems().size());
    assertEquals(1, problems("a.jar", "0f"));
  }
}
