package io.binnacle.schema.ownership;

/** Names of field managers. */
public final class ManagerNames {
  /** The longest name, in bytes of UTF-8. */
  public static final int MOST_BYTES = 128;

  private ManagerNames() {}

  /**
   * The manager of an update, patch or create.
   *
   * @param fieldManager the request's parameter, "" for none
   * @param userAgent the request's header, "" for none; what stands before the first slash counts
   */
  public static String orUserAgent(String fieldManager, String userAgent) {
    return fieldManager.isEmpty() ? prefix(userAgent) : fieldManager;
  }

  private static String prefix(String userAgent) {
    int slash = userAgent.indexOf('/');
    String name = slash < 0 ? userAgent : userAgent.substring(0, slash);
    StringBuilder result = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      i += Character.charCount(point);
      if (!isPrintable(point)) {
        continue;
      }
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > MOST_BYTES) {
        break;
      }
      result.appendCodePoint(point);
    }
    return result.toString();
  }

  /** As Go's {@code unicode.IsPrint}: of all white space only the blank. */
  public static boolean isPrintable(int point) {
    return point == ' '
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
