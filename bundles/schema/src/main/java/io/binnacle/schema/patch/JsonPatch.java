package io.binnacle.schema.patch;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON patch, RFC 6902. Immutable. */
public final class JsonPatch {
  /** As many operations as one patch may have. */
  static final int MAX_OPERATIONS = 10_000;

  private static final long MAX_COPIED_BYTES = 3 * 1024 * 1024;
  private static final String PREFIX = "error decoding patch: ";

  private final List<Operation> operations;

  private record Operation(String op, String path, String from, @Nullable Object value) {}

  private JsonPatch(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /**
   * @throws StatusException BadRequest if the text is no list of operations, RequestEntityTooLarge
   *     if it has too many
   */
  public static JsonPatch parse(byte[] text) {
    Object patch;
    try {
      patch = Json.parseStrictly(text).value();
    } catch (JsonException e) {
      throw PatchErrors.undecodable(PREFIX, e.getMessage());
    }
    if (patch != null && !(patch instanceof List<?>)) {
      throw PatchErrors.wrongJson(PREFIX, patch, "[]handlers.jsonPatchOp");
    }
    List<?> list = patch == null ? List.of() : (List<?>) patch;
    if (list.size() > MAX_OPERATIONS) {
      throw StatusException.requestEntityTooLarge(
          "The allowed maximum operations in a JSON patch is "
              + MAX_OPERATIONS
              + ", got "
              + list.size());
    }
    List<Operation> operations = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw PatchErrors.wrongJson(PREFIX, item, "handlers.jsonPatchOp");
      }
      operations.add(
          new Operation(text(map, "op"), text(map, "path"), text(map, "from"), map.get("value")));
    }
    return new JsonPatch(operations);
  }

  private static String text(Map<?, ?> operation, String key) {
    Object value = operation.get(key);
    if (value != null && !(value instanceof String)) {
      throw PatchErrors.wrongJson(PREFIX, value, "string");
    }
    return value == null ? "" : (String) value;
  }

  /**
   * The patched tree; the argument is not changed.
   *
   * @throws StatusException Invalid if an operation can't be carried out or a test fails,
   *     RequestEntityTooLarge if it copies too much
   */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> tree) {
    Object root = Unstructured.copy(tree);
    long copied = 0;
    for (Operation operation : operations) {
      if (operation.op().equals("copy")) {
        copied += Json.write(JsonPointer.parse(operation.from()).get(root)).length;
        checkCopied(copied);
      }
      root = run(root, operation);
    }
    if (!(root instanceof Map<?, ?>)) {
      throw PatchErrors.impossible();
    }
    return (Map<String, @Nullable Object>) root;
  }

  /** Copies of copies grow fast, so their sum is limited as the size of a request is. */
  private static void checkCopied(long bytes) {
    if (bytes > MAX_COPIED_BYTES) {
      throw StatusException.requestEntityTooLarge(
          "The copy operations of a JSON patch may add no more than "
              + MAX_COPIED_BYTES
              + " bytes");
    }
  }

  private static @Nullable Object run(@Nullable Object root, Operation operation) {
    JsonPointer path = JsonPointer.parse(operation.path());
    return switch (operation.op()) {
      case "add" -> path.add(root, Unstructured.copy(operation.value()));
      case "remove" -> path.remove(root);
      case "replace" -> path.replace(root, Unstructured.copy(operation.value()));
      case "copy" ->
          path.add(root, Unstructured.copy(JsonPointer.parse(operation.from()).get(root)));
      case "move" -> {
        if (operation.path().startsWith(operation.from() + "/")) {
          throw PatchErrors.impossible();
        }
        JsonPointer from = JsonPointer.parse(operation.from());
        Object moved = from.get(root);
        yield path.add(from.remove(root), moved);
      }
      case "test" -> {
        if (!same(path.find(root), operation.value())) {
          throw PatchErrors.impossible();
        }
        yield root;
      }
      default -> throw PatchErrors.impossible();
    };
  }

  /** Equal as JSON: 1 and 1.0 are the same number, and the order of keys does not matter. */
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return x.equals(y) || x.doubleValue() == y.doubleValue();
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      boolean equal = x.size() == y.size();
      for (int i = 0; equal && i < x.size(); i++) {
        equal = same(x.get(i), y.get(i));
      }
      return equal;
    }
    return Objects.equals(a, b);
  }
}
