package io.binnacle.launcher.log;

import org.slf4j.event.Level;

/**
 * What {@code --v} lets through.
 *
 * <table>
 * <caption>Least level that is written</caption>
 * <tr><th>--v</th><th>io.binnacle</th><th>all others</th></tr>
 * <tr><td>0, 1</td><td>INFO</td><td>WARN</td></tr>
 * <tr><td>2, 3</td><td>INFO</td><td>INFO</td></tr>
 * <tr><td>4, 5</td><td>DEBUG</td><td>INFO</td></tr>
 * <tr><td>6, 7</td><td>TRACE</td><td>DEBUG</td></tr>
 * <tr><td>8 and up</td><td>TRACE</td><td>TRACE</td></tr>
 * </table>
 *
 * @param v the number given
 */
record Verbosity(int v) {
  /** As the launcher left it in the system property {@code binnacle.v}. */
  static Verbosity given() {
    return new Verbosity(Integer.getInteger("binnacle.v", 0));
  }

  Level least(String logger) {
    boolean ours = logger.startsWith("io.binnacle.");
    if (v >= 8) {
      return Level.TRACE;
    }
    if (v >= 6) {
      return ours ? Level.TRACE : Level.DEBUG;
    }
    if (v >= 4) {
      return ours ? Level.DEBUG : Level.INFO;
    }
    return ours || v >= 2 ? Level.INFO : Level.WARN;
  }
}
