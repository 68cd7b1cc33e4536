package io.binnacle.schema.table;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.ListType;
import io.binnacle.api.schema.MapType;
import io.binnacle.api.schema.ScalarType;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.schema.Type;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.table.TableRows.Row;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one type table; see {@link TypeTables} for its form. */
final class TypeTableReader {
  private static final int TYPE = 2;
  private static final int NUMBER = 3;
  private static final int REQUIRED = 4;
  private static final int LIST_TYPE = 5;
  private static final int LIST_KEYS = 6;
  private static final int MAP_TYPE = 7;
  private static final int PATCH_STRATEGY = 8;
  private static final int PATCH_KEY = 9;
  private static final int DEFAULT = 10;
  private static final int ENUM = 11;
  private static final int LIMITS = 12;
  private static final int ZERO = 13;

  private static final Map<String, ScalarType> SCALARS =
      Map.ofEntries(
          Map.entry("string", ScalarType.STRING),
          Map.entry("bool", ScalarType.BOOL),
          Map.entry("int32", ScalarType.INT32),
          Map.entry("int64", ScalarType.INT64),
          Map.entry("double", ScalarType.DOUBLE),
          Map.entry("bytes", ScalarType.BYTES),
          Map.entry("Time", ScalarType.TIME),
          Map.entry("MicroTime", ScalarType.MICRO_TIME),
          Map.entry("Duration", ScalarType.DURATION),
          Map.entry("Quantity", ScalarType.QUANTITY),
          Map.entry("IntOrString", ScalarType.INT_OR_STRING),
          Map.entry("RawExtension", ScalarType.RAW_EXTENSION),
          Map.entry("FieldsV1", ScalarType.FIELDS_V1),
          Map.entry("interface{}", ScalarType.ANY),
          Map.entry("JSON", ScalarType.ANY));

  private static final Set<String> ZEROS = Set.of("", "dropped", "kept", "shown", "null");

  private final String file;
  private final String prefix;
  private final Map<String, StructType> structs;
  private final Map<String, List<Row>> fieldRows = new HashMap<>();
  private final Map<String, List<String>> words = new HashMap<>();

  TypeTableReader(String groupVersion, Map<String, StructType> known) {
    int underscore = groupVersion.lastIndexOf('_');
    if (underscore < 1) {
      throw new IllegalArgumentException("'" + groupVersion + "' is not GROUP_VERSION");
    }
    this.file = groupVersion + ".tsv";
    this.prefix =
        ComponentNames.prefix(
            groupVersion.substring(0, underscore), groupVersion.substring(underscore + 1));
    this.structs = new HashMap<>(known);
  }

  /** What was known and what the table adds. Every row is checked before this returns. */
  Map<String, StructType> read(InputStream stream) {
    List<Row> current = null;
    for (Row row : TableRows.of(file, stream)) {
      if (!row.cell(0).isEmpty()) {
        current = new ArrayList<>();
        String name = prefix + row.cell(0);
        fieldRows.put(name, current);
        words.put(name, Arrays.asList(row.cell(1).split(" ")));
        structs.put(name, declare(name));
      } else if (current == null) {
        throw row.wrong("a field before the first structure");
      } else {
        current.add(row);
      }
    }
    for (String name : fieldRows.keySet()) {
      structs.get(name).fields();
    }
    return structs;
  }

  private StructType declare(String name) {
    boolean atomic = words.get(name).contains("atomic");
    return new StructType(name, atomic, () -> fields(name));
  }

  private List<Field> fields(String name) {
    List<Field> fields = new ArrayList<>();
    List<String> about = words.get(name);
    if (about.contains("kind") || about.contains("typed")) {
      fields.add(typeMeta("apiVersion"));
      fields.add(typeMeta("kind"));
    }
    for (Row row : fieldRows.get(name)) {
      if (row.cell(1).equals("<inline>")) {
        fields.addAll(inline(row));
      } else {
        fields.add(field(row));
      }
    }
    return fields;
  }

  private static Field typeMeta(String name) {
    return new Field(
        name,
        ScalarType.STRING,
        0,
        false,
        null,
        List.of(),
        List.of(),
        "",
        "zero=dropped",
        "io.k8s.apimachinery.pkg.apis.meta.v1.TypeMeta",
        List.of(),
        "");
  }

  private List<Field> inline(Row row) {
    if (!(type(row, row.cell(TYPE)) instanceof StructType embedded)) {
      throw row.wrong("<inline> of what is no structure");
    }
    String simple = embedded.name();
    List<Field> result = new ArrayList<>();
    for (Field f : embedded.fields().values()) {
      result.add(
          new Field(
              f.name(),
              f.type(),
              f.number(),
              f.required(),
              f.defaultValue(),
              f.enumValues(),
              f.patchStrategies(),
              f.patchMergeKey(),
              f.limits(),
              f.inlineOf().isEmpty() ? simple : simple + "/" + f.inlineOf(),
              inside(number(row), f.inlineNumbers()),
              ""));
    }
    return result;
  }

  private static List<Integer> inside(int number, List<Integer> inner) {
    if (number == 0) {
      return inner;
    }
    List<Integer> numbers = new ArrayList<>();
    numbers.add(number);
    numbers.addAll(inner);
    return numbers;
  }

  private Field field(Row row) {
    String zero = row.cell(ZERO);
    if (!ZEROS.contains(zero)) {
      throw row.wrong("'" + zero + "' is none of dropped, kept, shown, null");
    }
    String limits = row.cell(LIMITS);
    if (!zero.isEmpty()) {
      limits = (limits.isEmpty() ? "" : limits + " ") + "zero=" + zero;
    }
    if (row.cell(MAP_TYPE).equals("granular")) {
      limits = (limits.isEmpty() ? "" : limits + " ") + "mapType=granular";
    }
    String enums = row.cell(ENUM);
    return new Field(
        row.cell(1),
        type(row, row.cell(TYPE)),
        number(row),
        row.cell(REQUIRED).equals("required"),
        row.cell(DEFAULT).isEmpty() ? null : Json.parse(row.cell(DEFAULT)),
        enums.isEmpty() ? List.of() : List.of(enums.split("\\|", -1)),
        row.list(PATCH_STRATEGY),
        row.cell(PATCH_KEY),
        limits,
        "",
        List.of(),
        "");
  }

  private static int number(Row row) {
    return row.cell(NUMBER).equals("-") ? 0 : row.number(NUMBER, 0);
  }

  private Type type(Row row, String text) {
    if (text.startsWith("[]")) {
      return list(row, text.substring(2));
    }
    if (text.startsWith("map[")) {
      String value = text.substring(text.indexOf(']') + 1);
      return new MapType(part(row, value), row.cell(MAP_TYPE).equals("atomic"));
    }
    Type plain = part(row, text);
    String mapType = row.cell(MAP_TYPE);
    if (plain instanceof StructType struct && !mapType.isEmpty()) {
      boolean atomic = mapType.equals("atomic");
      return atomic == struct.isAtomic()
          ? struct
          : new StructType(struct.name(), atomic, () -> List.copyOf(struct.fields().values()));
    }
    return plain;
  }

  private Type list(Row row, String element) {
    List<String> keys = row.list(LIST_KEYS).stream().distinct().toList();
    ListType.Kind kind =
        switch (row.cell(LIST_TYPE)) {
          case "map" -> ListType.Kind.MAP;
          case "set" -> ListType.Kind.SET;
          case "", "atomic" -> ListType.Kind.ATOMIC;
          default -> throw row.wrong("'" + row.cell(LIST_TYPE) + "' is no list type");
        };
    if ((kind == ListType.Kind.MAP) == keys.isEmpty()) {
      throw row.wrong("list map keys belong to lists of type map, and to no others");
    }
    return new ListType(part(row, element), kind, keys);
  }

  /** The type of an item, a map's value or a whole field, without regard to list and map types. */
  private Type part(Row row, String text) {
    if (text.startsWith("[]")) {
      return new ListType(part(row, text.substring(2)), ListType.Kind.ATOMIC, List.of());
    }
    if (text.startsWith("map[")) {
      return new MapType(part(row, text.substring(text.indexOf(']') + 1)), false);
    }
    StructType own = structs.get(text.indexOf('.') < 0 ? prefix + text : text);
    ScalarType scalar = SCALARS.get(text);
    if (scalar != null) {
      return scalar;
    }
    if (own == null) {
      throw row.wrong("unknown type '" + text + "'");
    }
    return own;
  }
}
