package io.binnacle.resources.core.pod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields of features that are off are not kept, but where they are in use already. */
class DisabledFieldsTest {
  private static final String USED =
      "{'schedulingGroup':{'podGroupName':'g'},'containers':[{'name':'a','lifecycle':{'stopSignal':"
          + "'SIGTERM'}},{'name':'b','lifecycle':{'stopSignal':'SIGTERM','preStop':{'sleep':"
          + "{'seconds':1}}}}],'volumes':[{'name':'v','projected':{'sources':[{'podCertificate':"
          + "{'keyType':'ED25519'}}]}}]}";

  private static Unstructured spec(String json) {
    return Unstructured.of((Map<?, ?>) Json.parse(json.replace('\'', '"')));
  }

  @Test
  void newOnesAreDroppedWithWhatHeldNothingElse() {
    Unstructured spec = spec(USED);
    DisabledFields.drop(spec);
    assertEquals(
        spec(
            "{'containers':[{'name':'a'},{'name':'b','lifecycle':{'preStop':{'sleep':{'seconds':1}}}}"
                + "],'volumes':[{'name':'v','projected':{'sources':[{}]}}]}"),
        spec);
  }

  @Test
  void thoseInUseStay() {
    Unstructured spec = spec(USED);
    DisabledFields.drop(spec, spec(USED));
    assertEquals(spec(USED), spec);
  }

  @Test
  void aSpecificationThatIsNotThereHasNone() {
    DisabledFields.drop(new Unstructured(Map.of()));
  }
}
