package io.binnacle.resources.core.internal.connect;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Backend;
import io.binnacle.api.type.Connector;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code pods/log}: what a container has written, from its node. A pod without a node has none. */
final class PodLog implements Connector {
  private static final GroupVersionKind OPTIONS = new GroupVersionKind("", "v1", "PodLogOptions");

  private final Kubelets kubelets;

  PodLog(Kubelets kubelets) {
    this.kubelets = kubelets;
  }

  @Override
  public Optional<Backend> locate(Call call) {
    Map<String, List<String>> asked = options(call);
    Unstructured pod = Peers.get(call.store(), call.namespace(), call.name());
    String container = PodContainer.choose(pod, call.first("container"));
    String node = pod.string("spec", "nodeName");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Backend.Trust trust =
        Parameters.flag(call, "insecureSkipTLSVerifyBackend")
            ? Backend.Trust.NODE_UNVERIFIED
            : Backend.Trust.NODE;
    return Optional.of(
        kubelets
            .of(node, call.store().type().resource())
            .at(
                trust,
                "/containerLogs/" + pod.namespace() + "/" + pod.name() + "/" + container,
                Parameters.encode(asked)));
  }

  /** What the kubelet is asked for; Invalid or BadRequest where it makes no sense. */
  private static Map<String, List<String>> options(Call call) {
    Map<String, List<String>> asked = new TreeMap<>();
    for (String flag : List.of("follow", "previous", "timestamps")) {
      if (Parameters.flag(call, flag)) {
        asked.put(flag, List.of("true"));
      }
    }
    Long sinceSeconds = number(call, "sinceSeconds", asked);
    String sinceTime = sinceTime(call);
    Long tailLines = number(call, "tailLines", asked);
    Long limitBytes = number(call, "limitBytes", asked);
    List<FieldError> errors = new ArrayList<>();
    if (tailLines != null && tailLines < 0) {
      errors.add(FieldError.invalid("tailLines", tailLines, "must be greater than or equal to 0"));
    }
    if (limitBytes != null && limitBytes < 1) {
      errors.add(FieldError.invalid("limitBytes", limitBytes, "must be greater than 0"));
    }
    if (sinceSeconds != null && sinceTime != null) {
      errors.add(
          FieldError.forbidden(
              "[]", "at most one of `sinceTime` or `sinceSeconds` may be specified"));
    } else if (sinceSeconds != null && sinceSeconds < 1) {
      errors.add(FieldError.invalid("sinceSeconds", sinceSeconds, "must be greater than 0"));
    }
    if (call.query().containsKey("stream")) {
      errors.add(FieldError.forbidden("stream", "may not be specified"));
    }
    if (!errors.isEmpty()) {
      throw StatusException.invalid(OPTIONS, call.name(), errors);
    }
    if (sinceTime != null) {
      asked.put("sinceTime", List.of(sinceTime));
    }
    return asked;
  }

  private static @Nullable Long number(Call call, String name, Map<String, List<String>> asked) {
    Long value = Parameters.number(call, name);
    if (value != null) {
      asked.put(name, List.of(value.toString()));
    }
    return value;
  }

  /** In whole seconds, null where it is absent; an empty one is a time, too. */
  private static @Nullable String sinceTime(Call call) {
    if (!call.query().containsKey("sinceTime")) {
      return null;
    }
    String text = call.first("sinceTime");
    if (text.isEmpty() || text.equals("null")) {
      return "0001-01-01T00:00:00Z";
    }
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          OffsetDateTime.parse(text).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      String layout = "2006-01-02T15:04:05Z07:00";
      throw StatusException.badRequest(
          "parsing time \""
              + text
              + "\" as \""
              + layout
              + "\": cannot parse \""
              + text
              + "\" as \"2006\"");
    }
  }
}
