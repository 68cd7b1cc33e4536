package io.binnacle.controllers.host;

/** Whether it is this server that runs a controller. Thread-safe. */
interface Leadership extends AutoCloseable {
  /** Where no other server could. */
  Leadership ALONE =
      new Leadership() {
        @Override
        public boolean isHeld() {
          return true;
        }

        @Override
        public void close() {}
      };

  boolean isHeld();

  /** Lets others have it. */
  @Override
  void close();
}
