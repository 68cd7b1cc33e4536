package io.binnacle.rest.answer;

import io.binnacle.api.schema.StructType;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Media;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.Yaml;
import io.binnacle.schema.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as bytes: in protobuf, or in JSON, from which the other text forms are made. */
final class DocumentBytes {
  private DocumentBytes() {}

  /** An object that names its kind, in protobuf or in JSON. */
  static byte[] of(Map<String, @Nullable Object> tree, StructType schema, Media media) {
    return media == Media.PROTOBUF
        ? new ProtobufWriter(schema).enveloped(text(tree, "apiVersion"), text(tree, "kind"), tree)
        : Json.write(tree);
  }

  private static String text(Map<String, @Nullable Object> tree, String field) {
    return tree.get(field) instanceof String value ? value : "";
  }

  /** What {@link #of} has made, as the format shows it. */
  static byte[] shown(byte[] body, OutputFormat format) {
    if (format.media() == Media.YAML) {
      return Yaml.write(Json.parse(body));
    }
    return format.pretty() ? JsonIndent.indent(body) : body;
  }
}
