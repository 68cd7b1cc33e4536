package io.binnacle.schema.table;

import io.binnacle.api.schema.StructType;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structures of some API group versions, read from type tables: one tab-separated file per
 * group version, named {@code types/<group>_<version>.tsv}, {@code core} for the group without a
 * name.
 *
 * <p>An unindented line starts a structure: its name and words about it: {@code kind} (has an
 * endpoint or is sent on its own), {@code Cluster} (not in a namespace), {@code typed} (no
 * endpoint, but carries apiVersion and kind), {@code atomic} (server-side apply replaces it as a
 * whole). The indented lines below are its fields; the columns stand in the file's first line. A
 * field named {@code <inline>} lends its structure's fields.
 *
 * <p>The last column, {@code zero}, says what becomes of a field that is missing or empty when an
 * object is stored: {@code dropped}: an empty value is left out; {@code kept}: what is given stays,
 * even if empty; {@code shown}: a missing value appears as "", 0, false or {}; {@code null}: a
 * missing or empty value appears as null; nothing: no such rule. It reaches {@link
 * io.binnacle.api.schema.Field#limits} as the word {@code zero=…}.
 *
 * <p>Immutable. Structures of the common tables are the same objects for everyone.
 */
public final class TypeTables {
  private static final TypeTables COMMON =
      new TypeTables(Map.of())
          .with(
              TypeTables.class,
              "meta.k8s.io_v1",
              "core_v1",
              "autoscaling_v1",
              "policy_v1",
              "apidiscovery.k8s.io_v2");

  private final Map<String, StructType> structs;

  private TypeTables(Map<String, StructType> structs) {
    this.structs = Map.copyOf(structs);
  }

  /**
   * What this bundle carries for all: metadata, core/v1, autoscaling/v1, policy/v1 and the
   * documents of aggregated discovery.
   */
  public static TypeTables common() {
    return COMMON;
  }

  /**
   * The common tables and those of the anchor's bundle.
   *
   * @param anchor a class of the bundle that has the files
   * @param groupVersions such as {@code apps_v1}; a table may refer to those before it
   * @throws IllegalArgumentException if a file is missing or wrong; the message names the line
   */
  public static TypeTables read(Class<?> anchor, String... groupVersions) {
    return COMMON.with(anchor, groupVersions);
  }

  /**
   * The common tables and the given ones, by group version; closes the streams. A table may refer
   * to those before it.
   */
  public static TypeTables of(Map<String, InputStream> tables) {
    TypeTables result = COMMON;
    for (Map.Entry<String, InputStream> table : tables.entrySet()) {
      result = result.with(table.getKey(), table.getValue());
    }
    return result;
  }

  /** These tables and others; where both have a structure, these win. */
  public TypeTables including(TypeTables other) {
    Map<String, StructType> all = new HashMap<>(other.structs);
    all.putAll(structs);
    return new TypeTables(all);
  }

  private TypeTables with(Class<?> anchor, String... groupVersions) {
    TypeTables result = this;
    for (String groupVersion : groupVersions) {
      String file = "/types/" + groupVersion + ".tsv";
      InputStream stream = anchor.getResourceAsStream(file);
      if (stream == null) {
        throw new IllegalArgumentException("no resource " + file + " beside " + anchor.getName());
      }
      result = result.with(groupVersion, stream);
    }
    return result;
  }

  private TypeTables with(String groupVersion, InputStream stream) {
    return new TypeTables(new TypeTableReader(groupVersion, structs).read(stream));
  }

  /**
   * The structure by its OpenAPI component name, such as {@code io.k8s.api.core.v1.Pod}.
   *
   * @throws IllegalArgumentException if no table has it
   */
  public StructType struct(String name) {
    StructType found = structs.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no type table has " + name);
    }
    return found;
  }

  /** The structure of a kind; the group is "" for the core group. */
  public StructType struct(String group, String version, String kind) {
    return struct(ComponentNames.prefix(group, version) + kind);
  }

  /** The structure, null if no table has it. */
  public @Nullable StructType find(String name) {
    return structs.get(Objects.requireNonNull(name));
  }

  /** The names of all structures. */
  public Set<String> names() {
    return structs.keySet();
  }
}
