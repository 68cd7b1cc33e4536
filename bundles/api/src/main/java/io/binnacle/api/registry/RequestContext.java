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
 * @param mayCreate asked before an update or an apply makes an object that is not there; throws
 *     Forbidden if the user may only change objects
 */
public record RequestContext(
    UserInfo user,
    String version,
    String subresource,
    boolean dryRun,
    FieldValidation fieldValidation,
    String fieldManager,
    Consumer<String> warnings,
    Runnable mayCreate) {
  /** The API's {@code fieldValidation} parameter. */
  public enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /** The manager of what the server writes; the original's name, which tools know. */
  private static final String SERVER_MANAGER = "kube-apiserver";

  public RequestContext {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(warnings, "warnings");
    Objects.requireNonNull(mayCreate, "mayCreate");
  }

  /** A request that may create what it may change. */
  public RequestContext(
      UserInfo user,
      String version,
      String subresource,
      boolean dryRun,
      FieldValidation fieldValidation,
      String fieldManager,
      Consumer<String> warnings) {
    this(user, version, subresource, dryRun, fieldValidation, fieldManager, warnings, () -> {});
  }

  /** For what the server does on its own account, in the given version. */
  public static RequestContext server(String version) {
    return new RequestContext(
        UserInfo.SERVER, version, "", false, FieldValidation.IGNORE, SERVER_MANAGER, text -> {});
  }

  /** The same request under another field manager's name. */
  public RequestContext managedBy(String manager) {
    return new RequestContext(
        user, version, subresource, dryRun, fieldValidation, manager, warnings, mayCreate);
  }

  public RequestContext onSubresource(String name) {
    return new RequestContext(
        user, version, name, dryRun, fieldValidation, fieldManager, warnings, mayCreate);
  }
}
