package io.binnacle.rest.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProxyPathsTest {
  private static final String BASE = "/api/v1/namespaces/n/pods/p/proxy";
  private final ProxyPaths paths = new ProxyPaths(BASE + "/a/b", "/a/b");

  private String rewritten(String location) {
    return paths.rewrite(location, "10.0.0.7:80", "api.example.com");
  }

  @Test
  void theServerLearnsWhereItIsSeen() {
    assertEquals(BASE, paths.prefix());
    assertEquals(BASE + "/a/b", paths.forwardedUri());
    assertEquals(BASE + "/", new ProxyPaths(BASE + "/", "/").forwardedUri());
  }

  @Test
  void aRedirectOnTheSameServerGoesThroughTheProxy() {
    assertEquals(BASE + "/c?d=e#f", rewritten("/c?d=e#f"));
    assertEquals(BASE + "/c", rewritten("http://10.0.0.7:80/c"));
    assertEquals(BASE + "/c", rewritten("https://api.example.com/c"));
    assertEquals(BASE + "/c", rewritten(BASE + "/c"));
  }

  @Test
  void aRedirectElsewhereAndARelativeOneStay() {
    assertEquals("https://example.org/c", rewritten("https://example.org/c"));
    assertEquals("c/d", rewritten("c/d"));
    assertEquals("/bad path", rewritten("/bad path"));
  }
}
