package io.binnacle.resources.core.pod;

import java.util.regex.Pattern;

/** What an image reference says of its tag, and the pull policy that follows. */
final class ImageTag {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "([a-zA-Z0-9.\\-\\[\\]:]+/)?[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"
              + "(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*"
              + "(:[\\w][\\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

  private ImageTag() {}

  /** Always for {@code latest}, said or meant; IfNotPresent for everything else. */
  static String defaultPullPolicy(String image) {
    var match = REFERENCE.matcher(image);
    if (!match.matches()) {
      return "IfNotPresent";
    }
    String tag = match.group(2);
    boolean latest = tag == null ? match.group(3) == null : tag.equals(":latest");
    return latest ? "Always" : "IfNotPresent";
  }
}
