package io.binnacle.resources.core.pod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.schema.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod may not say, by volume and by container, in the words that clients know. */
class PodRulesTest {
  private static final String MODE = "must be a number between 0 and 0777 (octal), both inclusive";

  private static List<String> wrong(String spec) {
    Unstructured pod = Unstructured.of((Map<?, ?>) Json.parse("{\"spec\":" + spec + "}"));
    PodTemplateDefaults.apply(pod);
    return PodSpecValidation.validate(new Unstructured(pod.map("spec")), "spec").stream()
        .map(FieldError::text)
        .toList();
  }

  private static List<String> ofVolume(String source) {
    return wrong(
        "{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}],\"volumes\":[{\"name\":\"v\","
            + source
            + "}]}");
  }

  private static List<String> ofContainer(String rest) {
    return wrong(
        "{\"containers\":[{\"name\":\"c\",\"image\":\"i\","
            + rest
            + "}],\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}},"
            + "{\"name\":\"p\",\"persistentVolumeClaim\":{\"claimName\":\"p\"}}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "'emptyDir':{'sizeLimit':'-1'}|emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid"
            + " resource quantity",
        "'nfs':{'server':'s','path':'p'}|nfs.path: Invalid value: \"p\": must be an absolute path",
        "'awsElasticBlockStore':{}|awsElasticBlockStore.volumeID: Required value",
        "'fc':{}|fc.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both",
        "'fc':{'targetWWNs':['a']}|fc.lun: Required value: lun is required if targetWWNs is"
            + " specified",
        "'iscsi':{'targetPortal':'t','iqn':'x'}|iscsi.iqn: Invalid value: \"x\": must be valid format"
            + " starting with iqn, eui, or naa",
        "'iscsi':{'targetPortal':'t','iqn':'iqn.bad'}|iscsi.iqn: Invalid value: \"iqn.bad\": must be"
            + " valid format",
        "'flocker':{}|flocker: Required value: one of datasetName and datasetUUID is required",
        "'flexVolume':{'driver':'d','options':{'kubernetes.io/a':'b'}}|"
            + "flexVolume.options[kubernetes.io/a]: Invalid value: \"kubernetes.io/a\": kubernetes.io"
            + " and k8s.io namespaces are reserved",
        "'downwardAPI':{'items':[{'path':'a'}]}|downwardAPI: Required value: one of fieldRef and"
            + " resourceFieldRef is required",
        "'downwardAPI':{'items':[{'path':'a','resourceFieldRef':{'resource':'limits.cpu'}}]}|"
            + "downwardAPI.resourceFieldRef.containerName: Required value",
        "'configMap':{'name':'c','items':[{'key':'k','path':'..k'}]}|configMap.items[0].path: Invalid"
            + " value: \"..k\": must not start with '..'",
        "'configMap':{'name':'c','items':[{'key':'k','path':'k','mode':512}]}|"
            + "configMap.items[0].mode: Invalid value: 512: "
            + MODE,
        "'projected':{'sources':[{'secret':{'name':'a'},'configMap':{'name':'b'}}]}|"
            + "projected.sources[0]: Forbidden: may not specify more than 1 volume type per source",
        "'projected':{'sources':[{'secret':{'name':'a','items':[{'key':'k','path':'p'}]}},"
            + "{'configMap':{'name':'b','items':[{'key':'k','path':'p'}]}}]}|projected: Invalid value:"
            + " \"b\": conflicting duplicate paths",
        "'csi':{'driver':'a b'}|csi.driver: Invalid value: \"a b\": a lowercase RFC 1123 subdomain",
        "'ephemeral':{}|ephemeral.volumeClaimTemplate: Required value",
        "'ephemeral':{'volumeClaimTemplate':{'spec':{'accessModes':['ReadWriteOnce']}}}|"
            + "ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value",
        "'image':{}|image.reference: Required value"
      })
  void aVolumeNeedsWhatItsKindNeeds(String source, String message) {
    List<String> wrong = ofVolume(source.replace('\'', '"'));
    assertEquals(1, wrong.size(), wrong.toString());
    String start = "spec.volumes[0]." + message;
    assertEquals(start, wrong.get(0).substring(0, Math.min(start.length(), wrong.get(0).length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "'volumeMounts':[{'name':'v','mountPath':'/a','mountPropagation':'Bidirectional'}]|"
            + "volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is"
            + " available only to privileged containers",
        "'volumeMounts':[{'name':'v','mountPath':'/a','recursiveReadOnly':'Enabled'}]|"
            + "volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is"
            + " true",
        "'volumeDevices':[{'name':'v','devicePath':'/a'}]|volumeDevices[0].name: Invalid value: \"v\":"
            + " can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode",
        "'volumeDevices':[{'name':'p','devicePath':'/a/../b'}]|volumeDevices[0].devicePath: Invalid"
            + " value: \"/a/../b\": can not contain backsteps ('..')",
        "'restartPolicyRules':[{'action':'Restart','exitCodes':{'operator':'In'}}]|restartPolicy:"
            + " Required value: must specify restartPolicy when restart rules are used",
        "'restartPolicy':'Never','restartPolicyRules':[{'action':'Stop','exitCodes':"
            + "{'operator':'In'}}]|restartPolicyRules[0].action: Unsupported value: \"Stop\":"
            + " supported values: \"Restart\", \"RestartAllContainers\"",
        "'terminationMessagePolicy':'Log'|terminationMessagePolicy: Unsupported value: \"Log\":"
            + " supported values: \"File\", \"FallbackToLogsOnError\"",
        "'volumeMounts':[{'name':'v','mountPath':'/a','subPath':'/b'}]|volumeMounts.subPath: Invalid"
            + " value: \"/b\": must be a relative path",
        "'resources':{'limits':{'cpu':'1','hugepages-2Mi':'3Mi'}}|resources.limits[hugepages-2Mi]:"
            + " Invalid value: \"3Mi\": 3Mi is not positive integer multiple of hugepages-2Mi",
        "'securityContext':{'windowsOptions':{'runAsUserName':'..'}}|"
            + "securityContext.windowsOptions.runAsUserName: Invalid value: \"..\":"
            + " runAsUserName's User cannot contain only periods or spaces",
        "'securityContext':{'seccompProfile':{'type':'Localhost','localhostProfile':'/a'}}|"
            + "securityContext.seccompProfile.localhostProfile: Invalid value: \"/a\": must be a"
            + " relative path",
        "'env':[{'name':'A','valueFrom':{'fieldRef':{'apiVersion':'v2','fieldPath':'metadata.name'}}}]"
            + "|env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.name\": error"
            + " converting fieldPath: unsupported pod version: v2",
        "'env':[{'name':'A','valueFrom':{'fileKeyRef':{'volumeName':'p','path':'f','key':'k'}}}]"
            + "|env[0].valueFrom.fileKeyRef.volumeName: Invalid value: \"p\": referenced volume must"
            + " be of type emptyDir",
        "'resources':{'claims':[{'name':'a'}]}|resources.claims[0]: Not found: \"a\": must be one of"
            + " the names in pod.spec.resourceClaims which is empty",
        "'resources':{'limits':{'hugepages-2Mi':'2Mi'}}|resources: Forbidden: HugePages require cpu or"
            + " memory",
        "'securityContext':{'procMount':'Unmasked'}|securityContext.procMount: Invalid value:"
            + " \"Unmasked\": `hostUsers` must be false to use `Unmasked`",
        "'env':[{'name':'A','valueFrom':{'configMapKeyRef':{'name':'x','key':'..'}}}]|"
            + "env[0].valueFrom.configMapKeyRef.key: Invalid value: \"..\": must not be '..'",
        "'env':[{'name':'A','valueFrom':{'resourceFieldRef':{'resource':'limits.cpu','divisor':'2'}}}]"
            + "|env[0].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.cpu\": only"
            + " divisor's values 1m and 1 are supported with the cpu resource"
      })
  void aContainerFitsItsPod(String rest, String message) {
    assertEquals(List.of("spec.containers[0]." + message), ofContainer(rest.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "'hostnameOverride':'A'|hostnameOverride: Invalid value: \"A\": a lowercase RFC 1123",
        "'hostnameOverride':'a','setHostnameAsFQDN':true|hostnameOverride: Forbidden: may not be"
            + " specified when setHostnameAsFQDN is true",
        "'overhead':{'cpu':'-1'}|overhead.limits[cpu]: Invalid value: \"-1\": must be greater than"
            + " or equal to 0",
        "'runtimeClassName':''|runtimeClassName: Invalid value: \"\": a lowercase RFC 1123",
        "'resources':{'claims':[{'name':'a'}]},'resourceClaims':[{'name':'a','resourceClaimName':'b'}]"
            + "|resources.claims: Forbidden: claims may not be set for Resources at pod-level",
        "'resources':{'requests':{'cpu':'1'}}|resources.requests[cpu]: Invalid value: \"1\": must be"
            + " greater than or equal to aggregate container requests of 2",
        "'hostUsers':false,'hostPID':true|HostPID: Forbidden: when `hostUsers` is false",
        "'tolerations':[{'key':'a','operator':'Lt','value':'1'}]|tolerations[0].operator: Unsupported"
            + " value: \"Lt\": supported values: \"Equal\", \"Exists\", \"Lt\", \"Gt\"",
        "'securityContext':{'windowsOptions':{'hostProcess':true}}|hostNetwork: Invalid value: false:"
            + " hostNetwork must be true if pod contains any hostProcess containers",
        "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'k','whenUnsatisfiable':"
            + "'DoNotSchedule','labelSelector':{},'matchLabelKeys':['a b']}]|"
            + "topologySpreadConstraints[0].matchLabelKeys[0]: Invalid value: \"a b\": name part must",
        "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':"
            + "{'nodeSelectorTerms':[{'matchExpressions':[{'key':'k','operator':'In','values':"
            + "['a b']}]}]}}}|affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
            + ".nodeSelectorTerms[0].matchExpressions[0].values[0]: Invalid value: \"a b\": a valid"
            + " label must"
      })
  void aPodIsRightAsAWhole(String rest, String message) {
    List<String> wrong =
        wrong(
            ("{'containers':[{'name':'c','image':'i','resources':{'requests':{'cpu':'2'}}}],"
                    + rest
                    + "}")
                .replace('\'', '"'));
    assertEquals(1, wrong.size(), wrong.toString());
    String start = "spec." + message;
    assertEquals(start, wrong.get(0).substring(0, Math.min(start.length(), wrong.get(0).length())));
  }

  @Test
  void whatIsRightPasses() {
    assertEquals(List.of(), ofVolume("\"flocker\":{\"datasetName\":\"a\"}"));
    assertEquals(
        List.of(),
        ofContainer(
            ("'volumeDevices':[{'name':'p','devicePath':'/dev/a'}],'volumeMounts':[{'name':'v',"
                    + "'mountPath':'/a','readOnly':true,'recursiveReadOnly':'Enabled'}]")
                .replace('\'', '"')));
  }
}
