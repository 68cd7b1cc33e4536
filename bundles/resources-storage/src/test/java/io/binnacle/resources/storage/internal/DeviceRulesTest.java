package io.binnacle.resources.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.testing.ResourceBench;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceRulesTest {
  private final ResourceBench bench =
      new ResourceBench(
          StorageResources.tables(
                  name -> Map.of(), () -> ExpressionChecker.NONE, InstantSource.system())
              .build());

  /** What is wrong, each by its path and the first words of its message. */
  private String problems(String resource, String object) {
    return bench.problems(resource, ResourceBench.tree(object)).stream()
        .map(text -> text.replaceAll("(: a valid C identifier|: a lowercase RFC 1123).*", "$1"))
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "'name':'x.y'! devices[0].name: Invalid value: \"x.y\": must not contain dots",
        "'attributes':{'UP':{'string':'s','int':1}}! devices[0].attributes[UP]: Invalid value:"
            + " {\"IntValue\":1,\"BoolValue\":null,\"StringValue\":\"s\",\"VersionValue\":null,"
            + "\"IntValues\":null,\"BoolValues\":null,\"StringValues\":null,"
            + "\"VersionValues\":null}: exactly one value must be specified",
        "'attributes':{'a':{'ints':[1]}}! devices[0].attributes[a]: Invalid value: \"\": exactly one"
            + " value must be specified",
        "'attributes':{'a':{'version':'1'}}! devices[0].attributes[a].version: Invalid value:"
            + " \"1\": must be a string compatible with semver.org spec 2.0.0",
        "'attributes':{'-':{'bool':true}}! devices[0].attributes: Invalid value: \"-\": a valid C"
            + " identifier",
        "'bindingFailureConditions':['f']! devices[0].bindingConditions: Invalid value: null:"
            + " bindingConditions are required to use bindingFailureConditions",
        "'bindingConditions':['f'],'bindingFailureConditions':['f']!"
            + " devices[0].bindingFailureConditions[0]: Invalid value: \"f\":"
            + " bindingFailureConditions must not overlap with bindingConditions",
        "'allNodes':true! devices[0]: Invalid value: null: `nodeName`, `nodeSelector` and `allNodes`"
            + " can only be set if `perDeviceNodeSelection` is set to true in the ResourceSlice spec",
        "'consumesCounters':[{'counterSet':'s'}]! devices[0].consumesCounters[0].counters: Required"
            + " value",
        "'capacity':{'c':{'value':'4','requestPolicy':{'default':'1'}}}!"
            + " devices[0].capacity[c].requestPolicy: Forbidden: allowMultipleAllocations must be"
            + " true",
        "'allowMultipleAllocations':true,'capacity':{'c':{'value':'4','requestPolicy':{'default':'3',"
            + "'validValues':['2','1','5']}}}!"
            + " devices[0].capacity[c].requestPolicy.validValues[1]: Invalid value: \"1\": values must"
            + " be sorted in ascending order;"
            + " spec.devices[0].capacity[c].requestPolicy.validValues[2]: Invalid value: \"5\": option"
            + " is larger than capacity value: 4;"
            + " spec.devices[0].capacity[c].requestPolicy.validValues: Invalid value: \"3\": default"
            + " value is not valid according to the requestPolicy",
        "'allowMultipleAllocations':true,'capacity':{'c':{'value':'4','requestPolicy':{'default':'2',"
            + "'validRange':{'min':'1','step':'2'}}}}!"
            + " devices[0].capacity[c].requestPolicy.validRange.step: Invalid value: \"2\": value is"
            + " not a multiple of a given step (2) from (1)"
      })
  void aDeviceIsDescribedByTheRules(String device, String expected) {
    String named = device.contains("'name'") ? device : "'name':'d'," + device;
    assertEquals(
        "spec." + expected.strip(),
        problems(
            "resourceslices",
            "{'spec':{'driver':'d.com','pool':{'name':'p','resourceSliceCount':1},'nodeName':'n',"
                + ("'devices':[{" + named + "}]}}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "'constraints':[{'matchAttribute':'a.com/a','requests':['r','r']}]!"
            + " constraints[0].requests[1]: Duplicate value: \"r\"",
        "'constraints':[{'matchAttribute':'a.com/a','distinctAttribute':'a','requests':['r']}]!",
        "'constraints':[{'requests':['r']}]! constraints[0]: Required value: exactly one of"
            + " \"matchAttribute\" or \"distinctAttribute\" is required, but multiple fields are set",
        "'constraints':[{'matchAttribute':'a'}]! constraints[0].matchAttribute: Invalid value:"
            + " \"a\": a fully qualified name must be a domain and a name separated by a slash",
        "'constraints':[{'matchAttribute':'a.com/a','requests':['UP']}]! constraints[0].requests[0]:"
            + " Invalid value: \"UP\": a lowercase RFC 1123; spec.devices.constraints[0].requests[0]:"
            + " Invalid value: \"UP\": must be the name of a request in the claim or the name of a"
            + " request and a subrequest separated by '/'",
        "'requests':[{'name':'r','exactly':{'deviceClassName':'c'}},"
            + "{'name':'r','exactly':{'deviceClassName':'c'}}]! requests[1]: Duplicate value: \"r\"",
        "'requests':[{'name':'r','exactly':{'deviceClassName':'c','tolerations':["
            + "{'key':'k','value':'v','operator':'Exists','effect':'Some'}]}}]!"
            + " requests[0].exactly.tolerations[0].value: Invalid value: \"v\": must be empty for"
            + " operator `Exists`; spec.devices.requests[0].exactly.tolerations[0].effect: Unsupported"
            + " value: \"Some\": supported values: \"NoExecute\", \"NoSchedule\", \"None\""
      })
  void aClaimAsksByTheRules(String devices, String expected) {
    String asked =
        devices.contains("'requests':[{")
            ? devices
            : "'requests':[{'name':'r','exactly':{'deviceClassName':'c'}}]," + devices;
    assertEquals(
        expected == null ? "" : "spec.devices." + expected.strip(),
        problems("resourceclaims", "{'spec':{'devices':{" + asked + "}}}"));
  }

  @Test
  void aTemplateGivesItsClaimsNoNames() {
    assertEquals(
        "spec.metadata.generation: Forbidden: cannot be set",
        problems(
            "resourceclaimtemplates",
            "{'spec':{'metadata':{'labels':{'a':'b'},'generation':1},'spec':{}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "storageclasses!{'provisioner':'p','allowedTopologies':[{}]}!"
            + "allowedTopologies[0].matchLabelExpressions: Duplicate value: \"\"",
        "volumeattachments!{'spec':{'attacher':'a/b','nodeName':'n',"
            + "'source':{'persistentVolumeName':'p'}}}!spec.attacher: Invalid value: \"a/b\":"
            + " a lowercase RFC 1123",
        "csinodes!{'spec':{'drivers':[{'name':'d','nodeID':'n','topologyKeys':['k','k']}]}}!"
            + "spec.drivers[0]: Duplicate value: \"k\"",
        "volumeattributesclasses!{'driverName':'d'}!parameters: Required value: must contain at least"
            + " one key/value pair",
        "csidrivers!{'metadata':{'name':'d'},'spec':{'serviceAccountTokenInSecrets':true}}!"
            + "spec.serviceAccountTokenInSecrets: Invalid value: true: serviceAccountTokenInSecrets"
            + " is set but no tokenRequests are specified"
      })
  void storageIsDescribedByTheRules(String resource, String object, String expected) {
    assertEquals(expected, problems(resource, object));
  }

  @Test
  void aDriverOfTokensIsWarnedWhereTheyGo() {
    Unstructured driver = ResourceBench.tree("{'spec':{'tokenRequests':[{'audience':'a'}]}}");
    var strategy = bench.type("csidrivers").strategy();
    assertEquals(1, strategy.warnings(ResourceBench.REQUEST, driver).size());
    driver.set(true, "spec", "serviceAccountTokenInSecrets");
    assertEquals(List.of(), strategy.warnings(ResourceBench.REQUEST, driver));
  }
}
