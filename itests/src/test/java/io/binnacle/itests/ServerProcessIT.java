package io.binnacle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process as a user meets it: starts, answers kubectl, refuses in one line, stops in order. */
@Timeout(240)
class ServerProcessIT {
  @TempDir Path temp;

  @Test
  void kubectlFindsTheFirstNamespacesAndTheServerStopsWithZero() throws Exception {
    try (TestServer server = TestServer.start()) {
      assertEquals(
          List.of(
              "namespace/default",
              "namespace/kube-node-lease",
              "namespace/kube-public",
              "namespace/kube-system"),
          server.kubectl().run("get", "namespaces", "-o", "name").ok().out().lines().toList());
      String version = server.kubectl().run("version").ok().out();
      assertTrue(version.contains("Server Version: v1.36"), version);
      assertEquals(0, server.stop(), server::url);
    }
  }

  @Test
  void theKubeconfigIsItsOwnersAlone() throws Exception {
    try (TestServer server = TestServer.start()) {
      assertEquals(
          "[OWNER_READ, OWNER_WRITE]",
          new java.util.TreeSet<>(Files.getPosixFilePermissions(server.kubeconfig())).toString());
    }
  }

  @Test
  void anUnknownFlagEndsWithTwoAndOneLine() throws Exception {
    Outcome outcome = TestServer.run(temp.resolve("data"), "--nosuch=1");
    assertEquals(new Outcome(2, "", "binnacle: unknown flag: --nosuch\n"), outcome);
    assertFalse(Files.exists(temp.resolve("data")));
  }

  @Test
  void aTakenPortEndsWithOneAndOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome =
          TestServer.run(temp.resolve("data"), "--secure-port=" + taken.getLocalPort());
      assertEquals(1, outcome.status());
      assertEquals(1, outcome.err().lines().count(), outcome.err());
      assertTrue(outcome.err().contains("Address already in use"), outcome.err());
      assertFalse(Files.exists(temp.resolve("data")));
    }
  }

  @Test
  void aDataDirectoryInUseEndsWithOneAndOneLine() throws Exception {
    try (TestServer server = TestServer.start()) {
      Outcome outcome = TestServer.run(server.folder().resolve("data"), "--secure-port=0");
      assertEquals(1, outcome.status());
      assertEquals(
          "binnacle: data directory "
              + server.folder().resolve("data")
              + " is in use by another server\n",
          outcome.err());
      server.kubectl().run("get", "namespaces").ok();
    }
  }

  @Test
  void aBrokenJarInTheDeployFolderIsALineInTheLog() throws Exception {
    try (TestServer server = TestServer.start()) {
      Files.writeString(server.folder().resolve("data/deploy/broken.jar"), "not a jar");
      for (int i = 0; i < 100 && !server.log().contains("broken.jar"); i++) {
        Thread.sleep(100);
      }
      assertTrue(server.log().contains("broken.jar"), server.log());
      server.kubectl().run("get", "namespaces").ok();
    }
  }

  @Test
  void helpNamesEveryFlagAndStartsNothing() throws Exception {
    Path data = temp.resolve("unused");
    Outcome help = TestServer.run(data, "--help");
    assertEquals(0, help.status());
    assertTrue(help.out().contains("--secure-port") && help.out().contains("(default 6443)"));
    assertFalse(Files.exists(data));
  }
}
