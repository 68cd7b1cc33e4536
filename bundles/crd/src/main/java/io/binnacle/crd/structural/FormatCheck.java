package io.binnacle.crd.structural;

/** Whether texts are of OpenAPI's formats. */
public final class FormatCheck {
  private FormatCheck() {}

  /** A format that is not known matches everything. */
  public static boolean matches(String format, String text) {
    return Formats.matches(format, text);
  }
}
