package io.binnacle.madeup;

import org.slf4j.LoggerFactory;

/** Stands for storage: starts early, stops last. */
public class Engine {
  void deactivate() {
    LoggerFactory.getLogger("io.binnacle.madeup").info("engine stopped");
  }
}
