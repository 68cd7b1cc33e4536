package io.binnacle.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a person wants to read in the stack trace that the component runtime keeps. */
final class ActivationFailure {
  private static final Pattern CLASS_NAME =
      Pattern.compile("^(?:[a-z_][\\w]*\\.)+[A-Z][\\w$]*: (?=.)");

  private ActivationFailure() {}

  /** The message of the exception thrown, without its class and the frames. */
  static String reason(String trace) {
    String text = trace.strip();
    int frames = text.indexOf("\n\tat ");
    String thrown = (frames < 0 ? text : text.substring(0, frames)).strip();
    if (thrown.startsWith("java.lang.reflect.InvocationTargetException")) {
      int cause = text.indexOf("\nCaused by: ");
      if (cause >= 0) {
        return reason(text.substring(cause + "\nCaused by: ".length()));
      }
    }
    Matcher name = CLASS_NAME.matcher(thrown);
    return name.find() && !thrown.startsWith("java.lang.NullPointerException")
        ? thrown.substring(name.end())
        : thrown;
  }
}
