package io.binnacle.schema.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random histories of managers that update and apply, over random schemas in two API versions, give
 * the same objects, owners and conflicts as {@link ModelOwnership}.
 */
class OwnershipModelTest {
  private static final String ONE = "g/v1";
  private static final String TWO = "g/v2";

  @Test
  void historiesOfManagersEndAsInTheModel() {
    long seconds = Long.getLong("binnacle.model.seconds", 4);
    long seed = Long.getLong("binnacle.model.seed", System.nanoTime());
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int histories = 0;
    for (; System.nanoTime() < end; histories++) {
      long own = seed + histories;
      History history = new History(own);
      try {
        history.run(12);
      } catch (RuntimeException | AssertionError e) {
        String told = String.join("\n", history.told);
        throw new AssertionError("-Dbinnacle.model.seed=" + own + "\n" + told + "\n" + e, e);
      }
    }
    System.out.println("ownership: " + histories + " histories from seed " + seed);
  }

  /** One object's life. */
  private static final class History {
    private final Random random;
    private final RandomSchema values;
    private final Map<String, StructType> schemas;
    private final boolean resets;
    private final FieldOwnership ownership;
    private final ModelOwnership model;
    private final List<String> told = new ArrayList<>();
    private @Nullable Unstructured live;

    History(long seed) {
      random = new Random(seed);
      values = new RandomSchema(random);
      List<Field> body = values.body();
      StructType one = values.kind(body);
      List<Field> renamed = new ArrayList<>(body);
      renamed.set(0, Field.of("aa", body.get(0).type()));
      schemas = Map.of(ONE, one, TWO, values.kind(renamed));
      resets = random.nextInt(3) == 0;
      ownership =
          FieldOwnership.of(
              "Kind", schemas::get, (o, v) -> new Unstructured(convert(o.content(), v)));
      Map<String, @Nullable Object> empty = new LinkedHashMap<>();
      empty.put("apiVersion", ONE);
      empty.put("kind", "Kind");
      model =
          new ModelOwnership(
              empty,
              version -> Objects.requireNonNull(schemas.get(version)),
              History::convert,
              version -> resets ? Set.of("f:d") : Set.of());
    }

    static Map<String, @Nullable Object> convert(
        Map<String, @Nullable Object> object, String version) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      object.forEach(
          (name, value) ->
              result.put(
                  name.equals("a") && version.equals(TWO)
                      ? "aa"
                      : name.equals("aa") && version.equals(ONE) ? "a" : name,
                  value));
      result.put("apiVersion", version);
      return result;
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        String now = Instant.ofEpochSecond(1_000_000_000L + i).toString();
        String version = random.nextInt(4) == 0 ? TWO : ONE;
        if (random.nextInt(3) == 0) {
          update(version, now);
        } else {
          apply(version, now);
        }
        compare();
      }
    }

    private OwnershipRequest request(String version, String who, String now) {
      FieldSet reset = FieldSet.of(FieldPath.of("d"));
      Map<String, FieldSet> fields = resets ? Map.of(ONE, reset, TWO, reset) : Map.of();
      return new OwnershipRequest(version, "", who, fields, now);
    }

    private void update(String version, String now) {
      String who = "u" + random.nextInt(3);
      StructType type = Objects.requireNonNull(schemas.get(version));
      Map<String, @Nullable Object> fresh = values.object(type, version, 70);
      if (live != null && random.nextInt(4) > 0) {
        Object changed = values.changed(type, convert(bare(live), version));
        if (changed instanceof Map<?, ?> map) {
          fresh = new LinkedHashMap<>(Unstructured.of(map).content());
          fresh.put("apiVersion", version);
          fresh.put("kind", "Kind");
        }
      }
      told.add(who + " updates " + fresh);
      Unstructured updated = new Unstructured(fresh).deepCopy();
      // As in a server that tracks from the first write on: no uid, so none is skipped.
      ownership.afterUpdate(request(version, who, now), live, updated, null);
      model.update(fresh, version, "Update " + who + " " + version, now);
      live = updated;
    }

    private void apply(String version, String now) {
      String who = "a" + random.nextInt(3);
      boolean force = random.nextInt(3) == 0;
      StructType type = Objects.requireNonNull(schemas.get(version));
      Map<String, @Nullable Object> config = values.object(type, version, 60);
      if (live != null && random.nextInt(2) == 0) {
        Object part = values.changed(type, convert(bare(live), version));
        if (part instanceof Map<?, ?> map) {
          config = new LinkedHashMap<>(Unstructured.of(map).content());
          config.remove(String.valueOf((char) ('a' + random.nextInt(4))));
          config.put("apiVersion", version);
          config.put("kind", "Kind");
        }
      }
      told.add(who + (force ? " forces " : " applies ") + config);
      Map<String, ModelOwnership.Owned> before = new TreeMap<>(model.owners);
      if (live != null && model.owners.isEmpty()) {
        Map<String, @Nullable Object> empty = new LinkedHashMap<>();
        empty.put("apiVersion", version);
        empty.put("kind", "Kind");
        Map<String, @Nullable Object> whole = model.object;
        model.object = empty;
        model.update(whole, version, "Update before-first-apply " + version, now);
      }
      Set<String> conflicts = model.apply(config, version, "Apply " + who, force, now);
      String answered = "";
      try {
        Unstructured given = new Unstructured(config).deepCopy();
        Unstructured earlier = live;
        live = ownership.apply(request(version, who, now), live, given, force).deepCopy();
        moveTimeForOrder(version, "Apply " + who, earlier, now);
      } catch (StatusException e) {
        answered = e.getMessage();
        if (conflicts.isEmpty()) {
          throw e;
        }
        int count = Objects.requireNonNull(e.details()).causes().size();
        assertEquals(conflicts.size(), count, () -> conflicts + " " + e.getMessage());
        Set<String> named = new TreeSet<>();
        e.details().causes().forEach(cause -> named.add(cause.message() + cause.field()));
        Set<String> wanted = new TreeSet<>();
        conflicts.forEach(text -> wanted.add(worded(text)));
        assertEquals(wanted, named);
      }
      if (!conflicts.isEmpty() && answered.isEmpty()) {
        throw new AssertionError("no conflict, but in the model: " + conflicts);
      }
      if (!conflicts.isEmpty()) {
        // A refused apply leaves nothing behind.
        model.owners.clear();
        model.owners.putAll(before);
      }
    }

    /** The model knows no order; where only that has changed, the time moves too. */
    private void moveTimeForOrder(
        String version, String who, @Nullable Unstructured earlier, String now) {
      ModelOwnership.Owned owned = model.owners.get(who);
      if (earlier != null
          && owned != null
          && !convert(bare(earlier), version).equals(convert(bare(live), version))) {
        model.owners.put(who, new ModelOwnership.Owned(owned.paths(), owned.version(), true, now));
      }
    }

    private static String worded(String conflict) {
      String[] parts = conflict.split(" ", 4);
      boolean applied = parts[0].equals("Apply");
      String path =
          applied ? conflict.substring(parts[0].length() + parts[1].length() + 2) : parts[3];
      StringBuilder text = new StringBuilder();
      text.append("conflict with \"").append(parts[1]).append('"');
      text.append(applied ? "" : " using " + parts[2]);
      for (String step : path.split("\n", -1)) {
        text.append(Objects.requireNonNull(PathElement.parse(step)));
      }
      return text.toString();
    }

    private static Map<String, @Nullable Object> bare(@Nullable Unstructured object) {
      Map<String, @Nullable Object> result =
          new LinkedHashMap<>(Objects.requireNonNull(object).content());
      result.remove("metadata");
      return result;
    }

    private void compare() {
      told.add("  now " + (live == null ? "" : Json.text(live.content())));
      if (live == null) {
        return;
      }
      StructType type = Objects.requireNonNull(schemas.get(ONE));
      assertEquals(
          ModelValues.sorted(type, convert(model.object, ONE)),
          ModelValues.sorted(type, convert(bare(live), ONE)));
      Map<String, String> wanted = new TreeMap<>();
      model.owners.forEach(
          (who, owned) ->
              wanted.put(who, owned.version() + " " + owned.time() + " " + owned.paths()));
      Map<String, String> got = new TreeMap<>();
      for (Unstructured entry : live.items("metadata", "managedFields")) {
        boolean applied = entry.string("operation").equals("Apply");
        Set<String> paths = new TreeSet<>();
        FieldSet.ofTree(entry.get("fieldsV1"))
            .forEach(
                path ->
                    paths.add(
                        String.join(
                            "\n", path.elements().stream().map(PathElement::text).toList())));
        got.put(
            entry.string("operation")
                + " "
                + entry.string("manager")
                + (applied ? "" : " " + entry.apiVersion()),
            entry.apiVersion() + " " + entry.string("time") + " " + paths);
        assertEquals(
            Json.text(FieldSet.ofTree(entry.get("fieldsV1")).toTree()),
            Json.text(entry.get("fieldsV1")),
            "in the normal form");
      }
      assertEquals(wanted, got);
      live = stored(live);
    }

    /** As it comes back from storage, its field sets unread. */
    private static Unstructured stored(Unstructured object) {
      byte[] text = Json.write(object.content());
      String mark = "\"metadata\":";
      int at = new String(text, StandardCharsets.ISO_8859_1).indexOf(mark);
      return Unstructured.of(
          Objects.requireNonNull(StoredJson.parse(text, at < 0 ? at : at + mark.length())));
    }
  }
}
