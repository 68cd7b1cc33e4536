package io.binnacle.rest.proxy;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.status.StatusException.Details;

/** What a client is told when another server answered with an error of its own. */
final class ForeignError {
  private ForeignError() {}

  /**
   * @param text what the other server said
   */
  static StatusException of(int code, GroupResource resource, String name, String text) {
    if (code == 500) {
      return StatusException.internalError(text);
    }
    if (code == 400) {
      return StatusException.badRequest(text);
    }
    return new StatusException(
        reason(code),
        code,
        message(code, text) + " ( " + resource + " " + name + ")",
        Details.of(name, resource.group(), resource.resource()));
  }

  private static Reason reason(int code) {
    return switch (code) {
      case 401 -> Reason.UNAUTHORIZED;
      case 403 -> Reason.FORBIDDEN;
      case 404 -> Reason.NOT_FOUND;
      case 405 -> Reason.METHOD_NOT_ALLOWED;
      case 406 -> Reason.NOT_ACCEPTABLE;
      case 409 -> Reason.CONFLICT;
      case 415 -> Reason.UNSUPPORTED_MEDIA_TYPE;
      case 422 -> Reason.INVALID;
      case 429 -> Reason.TOO_MANY_REQUESTS;
      case 503 -> Reason.SERVICE_UNAVAILABLE;
      case 504 -> Reason.TIMEOUT;
      default -> code > 500 ? Reason.INTERNAL_ERROR : Reason.UNKNOWN;
    };
  }

  private static String message(int code, String text) {
    return switch (code) {
      case 401 -> "the server has asked for the client to provide credentials";
      case 403, 415 -> text;
      case 404 -> "the server could not find the requested resource";
      case 405 -> "the server does not allow this method on the requested resource";
      case 406 ->
          text.isEmpty()
              ? "the server was unable to respond with a content type that the client supports"
              : text;
      case 409 -> "the server reported a conflict";
      case 422 -> "the server rejected our request due to an error in our request";
      case 429 -> "the server has received too many requests and has asked us to try again later";
      case 503 -> "the server is currently unable to handle the request";
      case 504 ->
          "the server was unable to return a response in the time allotted, but may still be"
              + " processing the request";
      default ->
          code > 500
              ? "an error on the server ("
                  + quoted(text)
                  + ") has prevented the request from"
                  + " succeeding"
              : "the server responded with the status code "
                  + code
                  + " but did not return more information";
    };
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + "\"";
  }
}
