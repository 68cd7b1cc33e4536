package io.binnacle.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process once, with the right status, however it is asked to: by the launcher, SIGTERM or
 * SIGINT. A signal's own status would be 143 or 130; here an orderly stop is a success, so the hook
 * ends the process itself.
 *
 * <p>Threads: {@link #exit} from any, it never returns; the hook's thread stops the container.
 */
final class ProcessEnd {
  /** What is done before the process ends. */
  interface Ending {
    void run() throws Exception;
  }

  private static final long STOP_SECONDS = 60;

  private volatile int status;
  private volatile Ending ending = () -> {};

  ProcessEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  /** Says what is done before the process ends. */
  void first(Ending last) {
    ending = last;
  }

  void exit(int code) {
    status = code;
    System.exit(code);
  }

  void exit(int code, String reason) {
    say(reason);
    exit(code);
  }

  /** Writes one line for people on stderr. */
  static void say(String reason) {
    System.err.println("binnacle: " + reason.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }

  private void stop() {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread watchdog =
        new Thread(
            () -> {
              if (!await(stopped)) {
                say("not stopped after " + STOP_SECONDS + " s, ending now");
                Runtime.getRuntime().halt(1);
              }
            },
            "stop-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    try {
      ending.run();
    } catch (Exception e) {
      say("stopping: " + e);
      status = status == 0 ? 1 : status;
    }
    stopped.countDown();
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
