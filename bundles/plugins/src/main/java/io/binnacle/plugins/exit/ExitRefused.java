package io.binnacle.plugins.exit;

/** What a plugin gets that tries to end the process. Public as the plugin's classes call it. */
public final class ExitRefused extends Error {
  private static final long serialVersionUID = 1L;

  private ExitRefused(String message) {
    super(message);
  }

  /**
   * Called in place of what would end the process.
   *
   * @throws ExitRefused always
   */
  public static void refuse(String message) {
    throw new ExitRefused(message);
  }
}
