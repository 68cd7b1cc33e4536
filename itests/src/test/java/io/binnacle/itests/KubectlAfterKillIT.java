package io.binnacle.itests;

import java.nio.file.Files;
import java.nio.file.Path;

/** The same on a server that was killed without warning and started again on its data. */
class KubectlAfterKillIT extends KubectlIT {
  @Override
  TestServer launch() throws Exception {
    Path folder = Files.createTempDirectory("binnacle");
    TestServer first = TestServer.startIn(folder);
    first.kubectl().run("create", "configmap", "from-before").ok();
    first.kill();
    TestServer again = TestServer.startIn(folder);
    again.kubectl().run("get", "configmap", "from-before").ok();
    return again;
  }
}
