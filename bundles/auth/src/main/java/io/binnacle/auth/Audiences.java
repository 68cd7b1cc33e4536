package io.binnacle.auth;

import java.util.List;

/** Whom the tokens of this server are meant for. */
public final class Audiences {
  private Audiences() {}

  /** Those of {@code --api-audiences}, else the issuers. */
  public static List<String> own(AuthSettings settings) {
    List<String> given = SettingList.of(settings.apiAudiences());
    return given.isEmpty() ? SettingList.of(settings.serviceAccountIssuer()) : given;
  }

  /** Those of the first list that are in the second, in the order of the first. */
  public static List<String> shared(List<String> first, List<String> second) {
    return first.stream().filter(second::contains).toList();
  }
}
