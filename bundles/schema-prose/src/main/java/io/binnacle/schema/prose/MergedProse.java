package io.binnacle.schema.prose;

import io.binnacle.schema.prose.ProtoSource.Message;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The documentation of model classes put together with that of protobuf messages. What has both is
 * named like its OpenAPI component; a model class alone keeps its name.
 */
final class MergedProse {
  private static final ModelSource NONE = new ModelSource("", Map.of(), Set.of());

  private final Map<String, ModelSource> models;
  private final Map<String, Message> messages;

  private MergedProse(Map<String, ModelSource> models, Map<String, Message> messages) {
    this.models = models;
    this.messages = messages;
  }

  static Map<String, ModelSource> of(
      Map<String, ModelSource> models, Map<String, Message> messages) {
    return new MergedProse(models, messages).merged();
  }

  private Map<String, ModelSource> merged() {
    Map<String, ModelSource> merged = new TreeMap<>(models);
    messages.forEach(
        (name, message) -> {
          // A package's name cannot have a dash.
          String component = "io.k8s." + name.substring("k8s.io.".length()).replace('_', '-');
          String model = model(component);
          merged.remove(model);
          ModelSource flat = models.getOrDefault(model, NONE);
          Map<String, String> fields = new TreeMap<>(flat.fields());
          addFields(message, flat, fields, new HashSet<>());
          merged.put(
              component,
              new ModelSource(
                  CommentLines.text(message.comment, flat.description()), fields, flat.names()));
        });
    return merged;
  }

  /** Fields of a message that the model class does not know stand in the class themselves. */
  private void addFields(
      Message message, ModelSource flat, Map<String, String> fields, Set<Message> above) {
    if (!above.add(message)) {
      return;
    }
    message.fields.forEach(
        (name, field) -> {
          Message inner = messages.get(field.type().replaceFirst("^\\.", ""));
          if (inner != null && !flat.names().isEmpty() && !flat.names().contains(name)) {
            addFields(inner, flat, fields, above);
          } else {
            String text = CommentLines.text(field.comment(), flat.fields().getOrDefault(name, ""));
            if (field.comment().isEmpty()) {
              // The class says what the field's type is for.
              fields.remove(name);
            } else if (!text.isEmpty()) {
              fields.put(name, text);
            }
          }
        });
  }

  /**
   * The client names a class by version and kind, such as V1Pod, and puts the group before that
   * where several groups have the kind.
   */
  private String model(String component) {
    String[] parts = component.split("\\.");
    int last = parts.length - 1;
    String kind = title(parts[last - 1]) + parts[last];
    String grouped = title(parts[last - 2]) + kind;
    return models.containsKey(grouped) ? grouped : kind;
  }

  private static String title(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
