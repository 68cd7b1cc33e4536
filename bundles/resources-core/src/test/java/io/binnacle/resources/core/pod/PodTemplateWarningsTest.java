package io.binnacle.resources.core.pod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is odd in a pod without being wrong is told. */
class PodTemplateWarningsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "'nodeSelector':{'beta.kubernetes.io/os':'a'}|spec.nodeSelector[beta.kubernetes.io/os]:"
            + " deprecated since v1.14; use \"kubernetes.io/os\" instead",
        "'volumes':[{'name':'v','quobyte':{}}]|spec.volumes[0].quobyte: deprecated in v1.22,"
            + " non-functional in v1.25+",
        "'volumes':[{'name':'v','secret':{'secretName':'s','items':[{'key':'a','path':'p'},"
            + "{'key':'b','path':'p/q'}]}}]|volume \"v\" (Secret \"s\"): overlapping paths:"
            + " \"p/q\" with \"p\"",
        "'imagePullSecrets':[{'name':'a'},{'name':'a'}]|spec.imagePullSecrets[1].name: duplicate name"
            + " \"a\"",
        "'imagePullSecrets':[{}]|spec.imagePullSecrets[0].name: invalid empty name \"\"",
        "'containers':[{'name':'c','resources':{'limits':{'memory':'1m'}}}]|"
            + "spec.containers[0].resources.limits[memory]: fractional byte value \"1m\" is invalid,"
            + " must be an integer",
        "'containers':[{'name':'c','env':[{'name':'A','value':'1'},{'name':'A','value':'2'}]}]|"
            + "spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped"
            + " when using apply",
        "'containers':[{'ports':[{'containerPort':80,'protocol':'TCP','hostIP':'1.2.3.4'}]}]|"
            + "spec.containers[0].ports[0]: hostIP set without hostPort: {Name: HostPort:0"
            + " ContainerPort:80 Protocol:TCP HostIP:1.2.3.4}",
        "'containers':[{'ports':[{'containerPort':80},{'containerPort':80}]}]|"
            + "spec.containers[0].ports[1]: duplicate port definition with"
            + " spec.containers[0].ports[0]",
        "'terminationGracePeriodSeconds':-1|spec.terminationGracePeriodSeconds: must be >= 0; negative"
            + " values are invalid and will be treated as 1",
        "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{}]}}|"
            + "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]"
            + ".labelSelector: a null labelSelector results in matching no pod"
      })
  void ofAPod(String spec, String warning) {
    Object pod = Json.parse(("{'spec':{" + spec + "}}").replace('\'', '"'));
    assertEquals(List.of(warning), PodTemplateWarnings.of(Unstructured.of((Map<?, ?>) pod), ""));
  }
}
