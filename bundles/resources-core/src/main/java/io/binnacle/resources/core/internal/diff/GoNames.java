package io.binnacle.resources.core.internal.diff;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What fields are called inside kube-apiserver, and in what order they stand there, where that is
 * not as in the API. Read from {@code go-names.tsv}: a field name, or a structure's and a field's
 * with a dot between, and the name inside; or a structure and the fields that stand first in it.
 */
final class GoNames {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, List<String>> orders = new HashMap<>();

  private GoNames() {}

  static GoNames read() {
    GoNames result = new GoNames();
    InputStream file =
        Objects.requireNonNull(GoNames.class.getResourceAsStream("/go-names.tsv"), "go-names.tsv");
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(result::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  private void add(String line) {
    String[] columns = line.split("\t", -1);
    if (columns[1].indexOf(',') < 0) {
      names.put(columns[0], columns[1]);
    } else {
      orders.put(columns[0], List.of(columns[1].split(",", -1)));
    }
  }

  List<Field> fields(StructType type) {
    List<String> order = orders.getOrDefault(simple(type), List.of());
    Set<String> sorted = new LinkedHashSet<>(order);
    sorted.addAll(type.fields().keySet());
    List<Field> fields = new ArrayList<>();
    for (String name : sorted) {
      Field field = type.fields().get(name);
      if (field != null) {
        fields.add(field);
      }
    }
    return fields;
  }

  String of(StructType type, Field field) {
    String name = field.name();
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    String own = names.get(simple(type) + "." + name);
    return own != null ? own : names.getOrDefault(name, capital);
  }

  private static String simple(StructType type) {
    return type.name().substring(type.name().lastIndexOf('.') + 1);
  }

  /** Whether the structure is shown as in the API: those of metadata are the same inside. */
  boolean isPlain(StructType type) {
    return type.name().contains(".meta.v1.");
  }

  /** Whether an absent value is told from an empty one. */
  static boolean isPointer(Field field) {
    return List.of(field.limits().split(" ", -1)).contains("zero=kept");
  }
}
