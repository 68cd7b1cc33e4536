package io.binnacle.rest.resource;

import io.binnacle.api.status.StatusException;
import io.binnacle.rest.request.AcceptClause;
import io.binnacle.rest.request.OutputFormat.Media;
import java.util.Arrays;
import java.util.List;

/** The media types that an object to be created can come in. */
final class BodyMedia {
  private BodyMedia() {}

  /**
   * Looks at nothing but the type, before what else the request says.
   *
   * @param protobuf whether the objects have a protobuf form
   * @throws StatusException UnsupportedMediaType
   */
  static void require(String contentType, boolean protobuf) {
    List<String> types =
        Arrays.stream(Media.values())
            .filter(media -> protobuf || media != Media.PROTOBUF)
            .map(Media::type)
            .toList();
    if (!contentType.isBlank() && !types.contains(AcceptClause.one(contentType).type())) {
      throw StatusException.unsupportedMediaType(
          "the body of the request was in an unknown format - accepted media types include: "
              + String.join(", ", types));
    }
  }
}
