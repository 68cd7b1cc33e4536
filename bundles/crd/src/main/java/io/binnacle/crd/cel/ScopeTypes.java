package io.binnacle.crd.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of a scope: reads them as CEL writes them, and knows its structures. Immutable. */
final class ScopeTypes implements CelTypeProvider {
  private static final Map<String, CelType> NAMED =
      Map.ofEntries(
          Map.entry("bool", SimpleType.BOOL),
          Map.entry("int", SimpleType.INT),
          Map.entry("uint", SimpleType.UINT),
          Map.entry("double", SimpleType.DOUBLE),
          Map.entry("string", SimpleType.STRING),
          Map.entry("bytes", SimpleType.BYTES),
          Map.entry("null_type", SimpleType.NULL_TYPE),
          Map.entry("google.protobuf.Timestamp", SimpleType.TIMESTAMP),
          Map.entry("google.protobuf.Duration", SimpleType.DURATION));

  private final ImmutableSet<String> structures;
  private final ImmutableMap<String, CelType> types;

  ScopeTypes(Map<String, Map<String, String>> structures) {
    this.structures = ImmutableSet.copyOf(structures.keySet());
    ImmutableMap.Builder<String, CelType> made = ImmutableMap.builder();
    structures.forEach((name, fields) -> made.put(name, structure(name, fields)));
    this.types = made.buildOrThrow();
  }

  private CelType structure(String name, Map<String, String> fields) {
    ImmutableMap.Builder<String, CelType> parsed = ImmutableMap.builder();
    fields.forEach((field, type) -> parsed.put(field, parse(type)));
    ImmutableMap<String, CelType> known = parsed.buildOrThrow();
    return StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
  }

  /** A type by its text; one that is not known may be anything. */
  CelType parse(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      if (structures.contains(text)) {
        return StructTypeReference.create(text);
      }
      CelType named = NAMED.get(text);
      OpaqueType opaque = OpaqueTypes.named(text);
      return named != null ? named : opaque != null ? opaque : SimpleType.DYN;
    }
    List<String> inner = parts(text.substring(open + 1, text.length() - 1));
    return switch (text.substring(0, open)) {
      case "list" -> ListType.create(parse(inner.get(0)));
      case "map" -> MapType.create(parse(inner.get(0)), parse(inner.get(1)));
      case "optional_type" -> OptionalType.create(parse(inner.get(0)));
      default -> SimpleType.DYN;
    };
  }

  /** What stands between the commas that are in no parentheses. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return types.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(types.get(name));
  }
}
