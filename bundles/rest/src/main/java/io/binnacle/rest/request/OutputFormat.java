package io.binnacle.rest.request;

/**
 * The form in which an answer goes out.
 *
 * @param media the encoding
 * @param transform what is made of the objects
 * @param transformVersion the version of {@code meta.k8s.io} that the transform is in
 * @param pretty whether JSON is indented for people
 * @param listed whether metadata is wanted of a list, where the transform is of metadata
 */
public record OutputFormat(
    Media media, Transform transform, String transformVersion, boolean pretty, boolean listed) {
  /** The encodings. */
  public enum Media {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String type;

    Media(String type) {
      this.type = type;
    }

    /** As the Content-Type header names it. */
    public String type() {
      return type;
    }
  }

  /** What is made of the objects. */
  public enum Transform {
    NONE,
    TABLE,
    /** Objects with nothing but their metadata, in lists too. */
    PARTIAL_METADATA
  }

  /** Plain compact JSON. */
  public static final OutputFormat JSON = of(Media.JSON, false);

  /** Objects as they are. */
  public static OutputFormat of(Media media, boolean pretty) {
    return new OutputFormat(media, Transform.NONE, "v1", pretty, false);
  }

  /** Whether stored bytes can go out as they are. */
  public boolean isPlainJson() {
    return media == Media.JSON && transform == Transform.NONE && !pretty;
  }

  /** {@code apiVersion} of what the transform makes. */
  public String transformApiVersion() {
    return "meta.k8s.io/" + transformVersion;
  }
}
