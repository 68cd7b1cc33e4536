package io.binnacle.plugins.exit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class ExitWeaverTest {
  /** A class that would end the process. */
  public static final class Quitter {
    /** Ends it in one of three ways; one does not. */
    public static int quit(int how) {
      if (how > 2) {
        return how;
      }
      try {
        if (how == 0) {
          System.exit(1);
        }
        Runtime runtime = Runtime.getRuntime();
        if (how == 1) {
          runtime.exit(1);
        } else {
          runtime.halt(1);
        }
      } finally {
        how++;
      }
      return how;
    }

    private Quitter() {}
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Defines one class from other bytes. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super(ExitWeaverTest.class.getClassLoader());
    }

    Class<?> define(byte[] bytes) {
      return defineClass(Quitter.class.getName(), bytes, 0, bytes.length);
    }
  }

  @Test
  void whatWouldEndTheProcessThrowsInstead() throws Exception {
    Class<?> woven = new Loader().define(ExitWeaver.withoutExits(bytes(Quitter.class)));
    var quit = woven.getMethod("quit", int.class);
    for (int how = 0; how < 3; how++) {
      int way = how;
      Throwable thrown =
          assertThrows(InvocationTargetException.class, () -> quit.invoke(null, way)).getCause();
      assertEquals(ExitRefused.class, thrown.getClass());
    }
    assertEquals(5, quit.invoke(null, 5));
  }

  @Test
  void aClassWithoutSuchCallsIsLeftAsItIs() throws Exception {
    byte[] own = bytes(Loader.class);
    assertSame(own, ExitWeaver.withoutExits(own));
  }
}
