package io.binnacle.api.status;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a request fails: what the client will read as a {@code Status}. Immutable.
 * Made by the named factories, which word the message as kube-apiserver does.
 */
public final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of the errors of one object, how many are told: an answer must not dwarf its request. */
  private static final int MAX_CAUSES = 1000;

  private final Reason reason;
  private final int code;
  private final transient @Nullable Details details;

  /**
   * What the failure is about; "" and empty where unknown.
   *
   * @param name the object's name
   * @param group its group
   * @param kind its resource or kind, as the original puts it
   * @param uid its uid
   * @param causes the single causes
   * @param retryAfterSeconds when to try again, 0 for no advice
   */
  public record Details(
      String name,
      String group,
      String kind,
      String uid,
      List<Cause> causes,
      int retryAfterSeconds) {
    public Details {
      causes = List.copyOf(causes);
    }

    public static Details of(String name, String group, String kind) {
      return new Details(name, group, kind, "", List.of(), 0);
    }
  }

  public StatusException(Reason reason, int code, String message, @Nullable Details details) {
    super(message, null, false, false);
    this.reason = reason;
    this.code = code;
    this.details = details;
  }

  private StatusException(Reason reason, String message, @Nullable Details details) {
    this(reason, reason.code(), message, details);
  }

  private static Details about(GroupResource resource, String name) {
    return Details.of(name, resource.group(), resource.resource());
  }

  public static StatusException notFound(GroupResource resource, String name) {
    return new StatusException(
        Reason.NOT_FOUND, resource + " \"" + name + "\" not found", about(resource, name));
  }

  public static StatusException alreadyExists(GroupResource resource, String name) {
    return new StatusException(
        Reason.ALREADY_EXISTS,
        resource + " \"" + name + "\" already exists",
        about(resource, name));
  }

  public static StatusException conflict(GroupResource resource, String name, String message) {
    return new StatusException(
        Reason.CONFLICT,
        "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + message,
        about(resource, name));
  }

  public static StatusException forbidden(GroupResource resource, String name, String message) {
    return new StatusException(
        Reason.FORBIDDEN,
        resource + (name.isEmpty() ? "" : " \"" + name + "\"") + " is forbidden: " + message,
        about(resource, name));
  }

  public static StatusException unauthorized() {
    return unauthorized("Unauthorized");
  }

  /** For those who ask about somebody else's credentials: the message says what is wrong. */
  public static StatusException unauthorized(String message) {
    return new StatusException(Reason.UNAUTHORIZED, message, null);
  }

  public static StatusException badRequest(String message) {
    return new StatusException(Reason.BAD_REQUEST, message, null);
  }

  public static StatusException invalid(
      GroupVersionKind kind, String name, List<FieldError> errors) {
    List<FieldError> told = errors.size() > MAX_CAUSES ? errors.subList(0, MAX_CAUSES) : errors;
    List<String> texts = told.stream().map(FieldError::text).distinct().toList();
    String joined = texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
    List<Cause> causes = told.stream().map(FieldError::cause).toList();
    String what = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    return new StatusException(
        Reason.INVALID,
        what + " \"" + name + "\" is invalid" + (errors.isEmpty() ? "" : ": " + joined),
        new Details(name, kind.group(), kind.kind(), "", causes, 0));
  }

  public static StatusException methodNotSupported(GroupResource resource, String action) {
    return new StatusException(
        Reason.METHOD_NOT_ALLOWED,
        action.toLowerCase(Locale.ROOT)
            + " is not supported on resources of kind \""
            + resource
            + "\"",
        about(resource, ""));
  }

  public static StatusException expired(String message) {
    return new StatusException(Reason.EXPIRED, message, null);
  }

  public static StatusException gone(String message) {
    return new StatusException(Reason.GONE, message, null);
  }

  public static StatusException notAcceptable(String message) {
    return new StatusException(Reason.NOT_ACCEPTABLE, message, null);
  }

  public static StatusException unsupportedMediaType(String message) {
    return new StatusException(Reason.UNSUPPORTED_MEDIA_TYPE, message, null);
  }

  public static StatusException requestEntityTooLarge(String message) {
    return new StatusException(Reason.REQUEST_ENTITY_TOO_LARGE, message, null);
  }

  public static StatusException tooManyRequests(String message, int retryAfterSeconds) {
    return new StatusException(
        Reason.TOO_MANY_REQUESTS,
        message,
        new Details("", "", "", "", List.of(), retryAfterSeconds));
  }

  public static StatusException serviceUnavailable(String message) {
    return new StatusException(Reason.SERVICE_UNAVAILABLE, message, null);
  }

  public static StatusException timeout(String message, int retryAfterSeconds) {
    return new StatusException(
        Reason.TIMEOUT, message, new Details("", "", "", "", List.of(), retryAfterSeconds));
  }

  /** An unexpected failure; worded as the original does. */
  public static StatusException internalError(String message) {
    return new StatusException(
        Reason.INTERNAL_ERROR,
        "Internal error occurred: " + message,
        new Details("", "", "", "", List.of(new Cause("", message, "")), 0));
  }

  /** Answers 500 without a reason, as the original does for several client mistakes. */
  public static StatusException unreasoned(String message) {
    return new StatusException(Reason.UNKNOWN, message, null);
  }

  public Reason reason() {
    return reason;
  }

  public int code() {
    return code;
  }

  public @Nullable Details details() {
    return details;
  }
}
