package io.binnacle.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.Conform;
import io.binnacle.schema.ConformException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import io.binnacle.schema.patch.JsonPatch;
import io.binnacle.schema.patch.MergePatch;
import io.binnacle.schema.patch.StrategicMergePatch;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Each input is taken for a patch of each of the three kinds, and put on a pod. */
class PatchFuzzTest {
  private static final StructType POD = Kinds.TABLES.struct("", "v1", "Pod");
  private static final String SAMPLE =
      "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','labels':{'a':'b','c':'d'},"
          + "'finalizers':['x/y','x/z']},'spec':{'containers':[{'name':'a','image':'i','ports':"
          + "[{'containerPort':80,'protocol':'TCP'},{'containerPort':81,'protocol':'UDP'}]},"
          + "{'name':'b','args':['1','2']}],'tolerations':[{'key':'k'}],'volumes':[{'name':'v',"
          + "'emptyDir':{}}]}}";

  @FuzzTest
  void aPatchGivesATreeOrIsRefused(byte[] input) {
    Budget.check(
        () -> {
          check(() -> JsonPatch.parse(input).apply(pod()));
          check(() -> MergePatch.apply(pod(), MergePatch.parse(input)));
          check(() -> StrategicMergePatch.apply(POD, pod(), StrategicMergePatch.parse(input)));
        });
  }

  private static void check(Supplier<Map<String, @Nullable Object>> patched) {
    try {
      Conform.to(POD).apply(Json.parse(Json.write(patched.get())));
    } catch (StatusException | ConformException e) {
      return;
    } catch (JsonException e) {
      if (!String.valueOf(e.getMessage()).contains("max depth")) {
        throw e;
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> pod() {
    return (Map<String, @Nullable Object>)
        Objects.requireNonNull(Json.parse(SAMPLE.replace('\'', '"')));
  }
}
