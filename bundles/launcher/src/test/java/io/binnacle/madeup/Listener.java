package io.binnacle.madeup;

import java.util.Map;
import org.slf4j.LoggerFactory;

/** Stands for the bundle that listens: its component announces that it serves. */
public class Listener {
  void activate(Map<String, Object> properties) {
    LoggerFactory.getLogger("io.binnacle.madeup")
        .info("configured with {}", properties.get("securePort"));
    System.out.println("on stdout by mistake");
  }

  void deactivate() {
    LoggerFactory.getLogger("io.binnacle.madeup").info("listener stopped");
  }
}
