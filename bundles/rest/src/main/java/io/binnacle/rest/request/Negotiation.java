package io.binnacle.rest.request;

import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks an answer's form from what the client accepts. Protobuf is named in errors as the original
 * names it, but never picked: a client that takes nothing else is refused.
 */
public final class Negotiation {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final Set<String> KNOWN =
      Set.of("*/*", "application/json", "application/yaml", PROTOBUF);
  private static final String ALL = "application/json, application/yaml, " + PROTOBUF;
  private static final List<AcceptClause> ANYTHING = AcceptClause.parse("*/*");
  private static final String STREAMS =
      "application/json;stream=watch, " + PROTOBUF + ";stream=watch";

  private final List<AcceptClause> clauses;
  private final boolean pretty;

  /**
   * @param accept the Accept header, "" for none
   * @param query may ask for pretty output
   * @param userAgent browsers and curl get pretty output
   */
  public Negotiation(String accept, Query query, String userAgent) {
    this.clauses = accept.isBlank() ? ANYTHING : AcceptClause.parse(accept);
    this.pretty =
        query.has("pretty")
            ? query.flag("pretty")
            : userAgent.startsWith("curl")
                || userAgent.startsWith("Wget")
                || userAgent.startsWith("Mozilla/5.0");
  }

  /**
   * For an object or a list.
   *
   * @param streams whether the path can be watched too, which the refusal tells
   * @throws StatusException NotAcceptable
   */
  public OutputFormat forObjects(boolean streams) {
    requireKnown(streams);
    for (AcceptClause clause : clauses) {
      Media media = mediaOf(clause);
      Transform transform = media == null ? null : transformOf(clause);
      if (media != null && transform != null) {
        return new OutputFormat(
            media,
            transform,
            transform == Transform.NONE ? "v1" : clause.parameter("v"),
            media == Media.JSON && (pretty || clause.parameter("pretty").equals("1")));
      }
    }
    throw StatusException.notAcceptable("only the following media types are accepted: " + ALL);
  }

  /**
   * For a watch.
   *
   * @throws StatusException NotAcceptable
   */
  public OutputFormat forWatch() {
    requireKnown(true);
    for (AcceptClause clause : clauses) {
      Transform transform = mediaOf(clause) == Media.JSON ? transformOf(clause) : null;
      if (transform != null) {
        String version = transform == Transform.NONE ? "v1" : clause.parameter("v");
        return new OutputFormat(Media.JSON, transform, version, false);
      }
    }
    throw StatusException.notAcceptable("only the following media types are accepted: " + STREAMS);
  }

  /** For an error: the client's form if it is one of ours, else JSON. */
  public OutputFormat forError() {
    for (AcceptClause clause : clauses) {
      Media media = mediaOf(clause);
      if (media != null) {
        return new OutputFormat(media, Transform.NONE, "v1", media == Media.JSON && pretty);
      }
    }
    return new OutputFormat(Media.JSON, Transform.NONE, "v1", pretty);
  }

  /**
   * For aggregated discovery: whether the client prefers it to the legacy form.
   *
   * @param supported whether the path has that form
   * @throws StatusException NotAcceptable if it takes neither
   */
  public boolean wantsAggregated(boolean supported) {
    for (AcceptClause clause : clauses) {
      boolean json = clause.type().equals("application/json") || clause.type().equals("*/*");
      if (json && clause.converts()) {
        if (supported
            && clause.parameter("as").equals("APIGroupDiscoveryList")
            && clause.parameter("g").equals("apidiscovery.k8s.io")
            && clause.parameter("v").equals("v2")) {
          return true;
        }
      } else if (mediaOf(clause) != null) {
        return false;
      }
    }
    throw StatusException.notAcceptable("only the following media types are accepted: " + ALL);
  }

  private void requireKnown(boolean streams) {
    boolean known = false;
    for (AcceptClause clause : clauses) {
      known |= KNOWN.contains(clause.type());
    }
    if (!known) {
      throw new StatusException(
          Reason.NOT_ACCEPTABLE,
          Reason.NOT_ACCEPTABLE.code(),
          "406: Not Acceptable\n\nAvailable representations: "
              + ALL
              + (streams ? ", " + STREAMS : ""),
          StatusException.Details.of("", "", ""));
    }
  }

  private static @Nullable Media mediaOf(AcceptClause clause) {
    return switch (clause.type()) {
      case "*/*", "application/*", "application/json" -> Media.JSON;
      case "application/yaml" -> Media.YAML;
      default -> null;
    };
  }

  private static @Nullable Transform transformOf(AcceptClause clause) {
    if (!clause.converts()) {
      return Transform.NONE;
    }
    String version = clause.parameter("v");
    if (!clause.parameter("g").equals("meta.k8s.io")
        || !(version.equals("v1") || version.equals("v1beta1"))) {
      return null;
    }
    return switch (clause.parameter("as")) {
      case "Table" -> Transform.TABLE;
      case "PartialObjectMetadata", "PartialObjectMetadataList" -> Transform.PARTIAL_METADATA;
      default -> null;
    };
  }
}
