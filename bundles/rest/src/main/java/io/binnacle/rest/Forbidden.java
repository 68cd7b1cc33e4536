package io.binnacle.rest;

import io.binnacle.api.auth.Attributes;
import io.binnacle.api.auth.UserInfo;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.RequestInfo;

/** What is asked of the authorizer about a request, and the words of a refusal. */
final class Forbidden {
  private Forbidden() {}

  static Attributes attributes(RequestInfo info, String verb, UserInfo user) {
    return info.resourceRequest()
        ? new Attributes(
            user,
            verb,
            info.group(),
            info.version(),
            info.resource(),
            info.subresource(),
            info.namespace(),
            info.name(),
            info.path(),
            true)
        : Attributes.path(user, verb, info.path());
  }

  static StatusException refusal(RequestInfo info, String verb, UserInfo user, String reason) {
    String why = reason.isEmpty() ? "" : ": " + reason;
    if (!info.resourceRequest()) {
      return refusal(
          "forbidden: User \""
              + user.name()
              + "\" cannot "
              + verb
              + " path \""
              + info.path()
              + "\""
              + why,
          "",
          "",
          "");
    }
    String resource = info.resource();
    String part = info.subresource().isEmpty() ? "" : "/" + info.subresource();
    String what =
        (info.group().isEmpty() ? resource : resource + "." + info.group())
            + (info.name().isEmpty() ? "" : " \"" + info.name() + "\"");
    String where =
        info.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"" + info.namespace() + "\"";
    return refusal(
        what
            + " is forbidden: User \""
            + user.name()
            + "\" cannot "
            + verb
            + " resource \""
            + resource
            + part
            + "\" in API group \""
            + info.group()
            + "\" "
            + where
            + why,
        info.name(),
        info.group(),
        resource);
  }

  private static StatusException refusal(String message, String name, String group, String kind) {
    return new StatusException(
        Reason.FORBIDDEN,
        Reason.FORBIDDEN.code(),
        message,
        StatusException.Details.of(name, group, kind));
  }
}
