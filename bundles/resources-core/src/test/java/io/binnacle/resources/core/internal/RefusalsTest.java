package io.binnacle.resources.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.Cause;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad objects are refused in the words of kube-apiserver 1.36. */
final class RefusalsTest {
  static Stream<String> rows() {
    return TypesUnderTest.resource("refusals.tsv").lines().filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aBadObjectIsRefusedInKubernetesWords(String row) {
    String[] cells = row.split("\t", -1);
    TypesUnderTest types = new TypesUnderTest();
    types.services.put(taken());
    ResourceType type = types.byResource.get(cells[1]);

    assertEquals(sorted(List.of(cells[3].split(" ;; "))), sorted(causes(type, cells[2])), cells[0]);
  }

  @Test
  void aGoodObjectIsNotRefused() {
    ResourceType type = new TypesUnderTest().byResource.get("pods");
    assertEquals(
        List.of(),
        causes(
            type,
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}"));
  }

  private static Unstructured taken() {
    return Unstructured.of(
        TypesUnderTest.json(
            "{\"metadata\":{\"name\":\"np\"},\"spec\":{\"clusterIPs\":[\"10.0.55.55\"],"
                + "\"ports\":[{\"port\":80,\"nodePort\":30081}]}}"));
  }

  private static List<String> causes(ResourceType type, String body) {
    Unstructured object = TypesUnderTest.decoded(type, TypesUnderTest.json(body));
    if (type.isNamespaced()) {
      object.set("facts-errors", "metadata", "namespace");
    }
    object.remove("status");
    try {
      type.strategy().prepareForCreate(TypesUnderTest.CONTEXT, object);
    } catch (StatusException e) {
      return e.details() == null
          ? List.of(String.valueOf(e.getMessage()))
          : e.details().causes().stream().map(RefusalsTest::text).toList();
    }
    return type.strategy().validate(TypesUnderTest.CONTEXT, object).stream()
        .map(FieldError::cause)
        .map(RefusalsTest::text)
        .toList();
  }

  private static String text(Cause cause) {
    return cause.field() + "|" + cause.message();
  }

  private static List<String> sorted(List<String> causes) {
    String[] copy = causes.stream().distinct().toArray(String[]::new);
    Arrays.sort(copy);
    return List.of(copy);
  }
}
