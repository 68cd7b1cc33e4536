package io.binnacle.storage.embedded;

import io.binnacle.api.storage.StorageException;
import io.binnacle.api.storage.Txn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CompletionException;

/**
 * A process of sixteen writers, made to be killed. It prints one line {@code key number revision}
 * for each write after its acknowledgement. Files are small and history is short, so that the kill
 * meets rolls and snapshots, too.
 */
final class KillTarget {
  static final int WRITERS = 16;
  static final int KEYS = 5;

  private KillTarget() {}

  public static void main(String[] args) {
    Path dir = Path.of(args[0]);
    if (args.length > 1) {
      fill(EmbeddedStorage.open(dir, StoreSteps.QUIET));
      return;
    }
    EmbeddedOptions options =
        EmbeddedOptions.defaults()
            .withFileSizes(32 << 10, 64 << 10)
            .withCompactionInterval(Duration.ofMillis(10));
    EmbeddedStorage storage = EmbeddedStorage.open(dir, options);
    int begin = (int) StoreSteps.revision(storage);
    for (int t = 0; t < WRITERS; t++) {
      int writer = t;
      new Thread(() -> write(storage, writer, begin)).start();
    }
  }

  private static void write(EmbeddedStorage storage, int writer, int begin) {
    for (int i = begin; ; i++) {
      String key = "/w/" + writer + "/" + i % KEYS;
      long revision = StoreSteps.put(storage, key, value(key, i));
      String line = key + " " + i + " " + revision + "\n";
      System.out.write(line.getBytes(StandardCharsets.US_ASCII), 0, line.length());
      System.out.flush();
    }
  }

  /** A value that shows whether it is whole: its number, again and again. */
  static String value(String key, int number) {
    return String.join(",", Collections.nCopies(1 + number % 100, key + "=" + number));
  }

  /** Writes large values until the file can't grow, then a small one. */
  private static void fill(EmbeddedStorage storage) {
    char[] large = new char[100_000];
    Arrays.fill(large, 'x');
    for (int i = 0; i < 1_000; i++) {
      try {
        byte[] value = new String(large).getBytes(StandardCharsets.US_ASCII);
        StoreSteps.await(storage.txn(Txn.create("/large/" + i, value, 0)));
        System.out.println("wrote " + i);
      } catch (CompletionException e) {
        System.out.println(((StorageException) e.getCause()).code() + " at " + i);
        break;
      }
    }
    System.out.println("health " + storage.health());
    System.out.println("read " + StoreSteps.all(storage, 0).size());
    System.out.println("small " + StoreSteps.put(storage, "/small", "x"));
    System.out.println("health " + storage.health());
    storage.close();
  }
}
