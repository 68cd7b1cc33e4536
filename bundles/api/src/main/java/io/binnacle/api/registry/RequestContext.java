package io.binnacle.api.registry;

import io.binnacle.api.auth.UserInfo;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a write knows of the request that asked for it.
 *
 * @param user who asks
 * @param version the API version of the request, such as {@code v1}; bodies are in it
 * @param subresource "" for the object itself
 * @param dryRun whether everything is done but the storing
 * @param fieldValidation what to do with unknown and duplicate fields
 * @param fieldManager the name in managedFields
 * @param warnings takes texts for the client's Warning headers
 */
public record RequestContext(
    UserInfo user,
    String version,
    String subresource,
    boolean dryRun,
    FieldValidation fieldValidation,
    String fieldManager,
    Consumer<String> warnings) {
  /** The API's {@code fieldValidation} parameter. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  public RequestContext {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(warnings, "warnings");
  }

  /** For what the server does on its own account, in the given version. */
  public static RequestContext server(String version) {
    return new RequestContext(
        UserInfo.SERVER, version, "", false, FieldValidation.IGNORE, "binnacle", text -> {});
  }

  public RequestContext onSubresource(String name) {
    return new RequestContext(user, version, name, dryRun, fieldValidation, fieldManager, warnings);
  }
}
