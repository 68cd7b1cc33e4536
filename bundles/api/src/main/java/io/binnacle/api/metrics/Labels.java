package io.binnacle.api.metrics;

/**
 * The labels of a sample, made once and used for each scrape.
 *
 * @param text as they stand between the braces of Prometheus' text format; "" for none
 */
public record Labels(String text) {
  /** No labels. */
  public static final Labels NONE = new Labels("");

  /**
   * @param namesAndValues name, value, name, value, …
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a label without a value");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      out.append(i == 0 ? "" : ",").append(namesAndValues[i]).append("=\"");
      out.append(escape(namesAndValues[i + 1])).append('"');
    }
    return new Labels(out.toString());
  }

  /** These labels and one more. */
  public Labels with(String name, String value) {
    String more = name + "=\"" + escape(value) + "\"";
    return new Labels(text.isEmpty() ? more : text + "," + more);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }
}
