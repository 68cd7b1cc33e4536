package io.binnacle.resources.core.internal.diff;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has changed that may not, as messages show it. Thread-safe. */
public final class SpecDiff {
  /** Fields of a pod that are in its security context inside kube-apiserver. */
  private static final List<String> HOST =
      List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

  private static final String CONTEXT = "securityContext";

  /** Read when the first such message is due. */
  private static final class Known {
    static final GoNames NAMES = GoNames.read();
    static final StructType POD = core("PodSpec");
    static final StructType POD_INSIDE = podInside();
    static final StructType VOLUME_SOURCE = core("PersistentVolumeSource");
    static final StructType CLAIM = core("PersistentVolumeClaimSpec");

    private Known() {}

    private static StructType core(String name) {
      return TypeTables.common().struct("", "v1", name);
    }

    private static StructType podInside() {
      StructType context = (StructType) field(POD, CONTEXT).type();
      StructType inside =
          new StructType(
              context.name(),
              context.isAtomic(),
              () -> {
                List<Field> fields = new ArrayList<>();
                HOST.forEach(name -> fields.add(field(POD, name)));
                fields.addAll(context.fields().values());
                return fields;
              });
      return new StructType(
          POD.name(),
          POD.isAtomic(),
          () -> {
            List<Field> fields = new ArrayList<>();
            for (Field field : POD.fields().values()) {
              if (field.name().equals(CONTEXT)) {
                fields.add(withType(field, inside));
              } else if (!HOST.contains(field.name()) && !field.name().equals("serviceAccount")) {
                fields.add(field);
              }
            }
            return fields;
          });
    }

    private static Field withType(Field field, StructType type) {
      return new Field(
          field.name(),
          type,
          field.number(),
          field.required(),
          field.defaultValue(),
          field.enumValues(),
          field.patchStrategies(),
          field.patchMergeKey(),
          field.limits(),
          field.inlineOf(),
          field.inlineNumbers(),
          field.description());
    }

    private static Field field(StructType type, String name) {
      return Objects.requireNonNull(type.field(name), name);
    }
  }

  private SpecDiff() {}

  /** Of two specifications of a pod. */
  public static String ofPods(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    return of(Known.POD_INSIDE, inside(before), inside(after));
  }

  /** Of where two persistent volumes are. */
  public static String ofVolumeSources(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    return of(Known.VOLUME_SOURCE, before, after);
  }

  /** Of two specifications of a persistent volume claim. */
  public static String ofClaims(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    return of(Known.CLAIM, before, after);
  }

  /** The specification of a pod as messages quote it. */
  public static Object insidePod(Map<String, @Nullable Object> spec) {
    return Objects.requireNonNull(
        Json.parse(String.join("\n", GoForm.lines(Known.NAMES, Known.POD_INSIDE, inside(spec)))));
  }

  /** A structure of the core group as messages quote it. */
  public static Object inside(String type, Map<?, ?> value) {
    return Objects.requireNonNull(
        Json.parse(String.join("\n", GoForm.lines(Known.NAMES, Known.core(type), value))));
  }

  private static String of(StructType type, Map<?, ?> before, Map<?, ?> after) {
    return UnifiedDiff.of(
        GoForm.lines(Known.NAMES, type, before), GoForm.lines(Known.NAMES, type, after));
  }

  private static Map<String, @Nullable Object> inside(Map<String, @Nullable Object> spec) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    HOST.forEach(name -> context.put(name, spec.get(name)));
    if (spec.get(CONTEXT) instanceof Map<?, ?> own) {
      own.forEach((name, value) -> context.put((String) name, value));
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>(spec);
    result.put(CONTEXT, context);
    return result;
  }
}
