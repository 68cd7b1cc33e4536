package io.binnacle.rest.request;

import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.rest.request.OutputFormat.Transform;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks an answer's form from what the client accepts: the first of its media ranges, best first,
 * that the endpoint can satisfy. See the API concepts, "Alternate representations of resources".
 */
public final class Negotiation {
  private static final Media[] MEDIA = Media.values();
  private static final Set<String> KNOWN =
      Set.of("*/*", Media.JSON.type(), Media.YAML.type(), Media.PROTOBUF.type());
  private static final String ALL =
      Media.JSON.type() + ", " + Media.YAML.type() + ", " + Media.PROTOBUF.type();
  private static final String TEXT = "text/plain";
  private static final String STREAMS =
      Media.JSON.type() + ";stream=watch, " + Media.PROTOBUF.type() + ";stream=watch";
  private static final List<AcceptClause> ANYTHING = AcceptClause.parse("*/*");

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
   * @param protobuf whether the objects have a protobuf form; their metadata always has one
   * @throws StatusException NotAcceptable
   */
  public OutputFormat forObjects(boolean streams, boolean protobuf) {
    requireKnown(streams);
    return acceptable(pick(protobuf, true));
  }

  /**
   * For what a review or an action answers, which has no Table.
   *
   * @param protobuf whether it has a protobuf form
   * @throws StatusException NotAcceptable
   */
  public OutputFormat forReview(boolean protobuf) {
    requireKnown(false);
    return acceptable(pick(protobuf, false));
  }

  /**
   * For a text without structure; what the client gets instead if there is none is negotiated as a
   * review is.
   *
   * @throws StatusException NotAcceptable
   */
  public void forText() {
    if (clauses.stream().noneMatch(clause -> clause.type().equals(TEXT)) && !isServed()) {
      throw nothingServed(TEXT + ", " + ALL);
    }
    acceptable(pick(true, false));
  }

  /** Whether some form that answers have is accepted, whatever the endpoint can make of it. */
  public boolean isServed() {
    return clauses.stream().anyMatch(clause -> KNOWN.contains(clause.type()));
  }

  private static OutputFormat acceptable(@Nullable OutputFormat format) {
    if (format == null) {
      throw notAcceptable(ALL);
    }
    return format;
  }

  /**
   * For a watch: what is best for an object must have a form for streams.
   *
   * @param best what was negotiated for objects
   * @throws StatusException NotAcceptable
   */
  public static OutputFormat streamed(OutputFormat best) {
    if (best.media() == Media.YAML) {
      throw notAcceptable(STREAMS);
    }
    return new OutputFormat(
        best.media(), best.transform(), best.transformVersion(), false, best.listed());
  }

  private @Nullable OutputFormat pick(boolean protobuf, boolean tables) {
    for (AcceptClause clause : clauses) {
      for (Media media : MEDIA) {
        Transform transform =
            matches(clause, media) && (protobuf || media != Media.PROTOBUF || clause.converts())
                ? transformOf(clause, media)
                : null;
        if (transform != null && (tables || transform != Transform.TABLE)) {
          return new OutputFormat(
              media,
              transform,
              transform == Transform.NONE ? "v1" : clause.parameter("v"),
              isPretty(clause, media),
              clause.parameter("as").endsWith("List"));
        }
      }
    }
    return null;
  }

  /**
   * For a document that has but one shape.
   *
   * @throws StatusException NotAcceptable
   */
  public OutputFormat forDocument() {
    requireKnown(false);
    return acceptable(plain());
  }

  /** For an error: the client's form if it is one of ours, else indented JSON. */
  public OutputFormat forError() {
    OutputFormat format = plain();
    return format != null ? format : OutputFormat.of(Media.JSON, true);
  }

  private @Nullable OutputFormat plain() {
    for (AcceptClause clause : clauses) {
      for (Media media : MEDIA) {
        if (!clause.converts() && matches(clause, media)) {
          return OutputFormat.of(media, isPretty(clause, media));
        }
      }
    }
    return null;
  }

  /** For discovery: the encoding in which the client wants it aggregated, null if it does not. */
  public @Nullable Media forAggregated() {
    for (AcceptClause clause : clauses) {
      if (clause.parameter("as").equals("APIGroupDiscoveryList")
          && clause.parameter("g").equals("apidiscovery.k8s.io")
          && clause.parameter("v").equals("v2")) {
        for (Media media : MEDIA) {
          if (matches(clause, media)) {
            return media;
          }
        }
      }
    }
    return null;
  }

  private boolean isPretty(AcceptClause clause, Media media) {
    return media == Media.JSON && (pretty || clause.parameter("pretty").equals("1"));
  }

  private void requireKnown(boolean streams) {
    if (!isServed()) {
      throw nothingServed(ALL + (streams ? ", " + STREAMS : ""));
    }
  }

  private static StatusException nothingServed(String offered) {
    return new StatusException(
        Reason.NOT_ACCEPTABLE,
        Reason.NOT_ACCEPTABLE.code(),
        "406: Not Acceptable\n\nAvailable representations: " + offered,
        StatusException.Details.of("", "", ""));
  }

  private static StatusException notAcceptable(String accepted) {
    return StatusException.notAcceptable(
        "only the following media types are accepted: " + accepted);
  }

  /** Whether the range covers the encoding, and asks of it nothing that it can't do. */
  private static boolean matches(AcceptClause clause, Media media) {
    String type = clause.type();
    boolean covered =
        type.equals(media.type()) || type.equals("*/*") || type.equals("application/*");
    if (!covered) {
      return false;
    }
    String stream = clause.parameter("stream");
    return stream.isEmpty() || stream.equals("watch") && media != Media.YAML;
  }

  private static @Nullable Transform transformOf(AcceptClause clause, Media media) {
    if (!clause.converts()) {
      return Transform.NONE;
    }
    String version = clause.parameter("v");
    if (!clause.parameter("g").equals("meta.k8s.io")
        || !(version.equals("v1") || version.equals("v1beta1"))) {
      return null;
    }
    return switch (clause.parameter("as")) {
      // A cell may be anything, for which protobuf has no field.
      case "Table" -> media == Media.PROTOBUF ? null : Transform.TABLE;
      case "PartialObjectMetadata", "PartialObjectMetadataList" -> Transform.PARTIAL_METADATA;
      default -> null;
    };
  }
}
