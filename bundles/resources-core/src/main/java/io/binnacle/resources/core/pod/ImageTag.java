package io.binnacle.resources.core.pod;

import java.util.regex.Pattern;

/** What an image reference says of its tag, and the pull policy that follows. */
final class ImageTag {
  private static final String DOMAIN =
      "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
          + "|\\[[a-fA-F0-9:]+\\]";

  private static final Pattern REFERENCE =
      Pattern.compile(
          "((?:"
              + DOMAIN
              + ")(?::[0-9]+)?/)?[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"
              + "(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*"
              + "(:[\\w][\\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

  /** The number of an image, which is no name of one. */
  private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

  private static final int MAX_NAME = 255;

  private ImageTag() {}

  /** Always for {@code latest}, said or meant; IfNotPresent for everything else. */
  static String defaultPullPolicy(String image) {
    var match = REFERENCE.matcher(image);
    if (!match.matches() || ID.matcher(image).matches()) {
      return "IfNotPresent";
    }
    String tag = match.group(2);
    String digest = match.group(3);
    int suffix = (tag == null ? 0 : tag.length()) + (digest == null ? 0 : digest.length());
    if (image.length() - suffix > MAX_NAME) {
      return "IfNotPresent";
    }
    boolean latest = tag == null ? digest == null : tag.equals(":latest");
    return latest ? "Always" : "IfNotPresent";
  }
}
