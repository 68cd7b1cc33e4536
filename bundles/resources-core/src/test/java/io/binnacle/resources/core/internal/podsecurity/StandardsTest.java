package io.binnacle.resources.core.internal.podsecurity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the standards say of pods, in kube-apiserver's words. */
class StandardsTest {
  private static final String SAFE_POD =
      "\"securityContext\":{\"runAsNonRoot\":true,\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}";
  private static final String SAFE =
      "\"securityContext\":{\"allowPrivilegeEscalation\":false,\"capabilities\":{\"drop\":[\"ALL\"]}}";

  private static String told(String level, String version, String spec) {
    return told(level, version, "{}", spec);
  }

  private static String told(String level, String version, String annotations, String spec) {
    String json = "{\"metadata\":{\"annotations\":" + annotations + "},\"spec\":{" + spec + "}}";
    Unstructured pod =
        Unstructured.of(
            java.util.Objects.requireNonNull(Json.parse(json.getBytes(StandardCharsets.UTF_8))));
    Policy policy =
        new Policy(Level.of(level).orElseThrow(), PolicyVersion.of(version).orElseThrow());
    return Standards.violations(policy, PodParts.of(pod)).stream()
        .map(Violation::toString)
        .collect(Collectors.joining(", "));
  }

  @Test
  void aPlainPodIsBaselineButNotRestricted() {
    String spec = "\"containers\":[{\"name\":\"app\"}]";
    assertEquals("", told("privileged", "latest", spec));
    assertEquals("", told("baseline", "latest", spec));
    assertEquals(
        "allowPrivilegeEscalation != false (container \"app\" must set"
            + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
            + " (container \"app\" must set securityContext.capabilities.drop=[\"ALL\"]),"
            + " runAsNonRoot != true (pod or container \"app\" must set"
            + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \"app\" must"
            + " set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")",
        told("restricted", "latest", spec));
  }

  @Test
  void earlyVersionsAskForLess() {
    String spec = "\"containers\":[{\"name\":\"app\"}]";
    assertEquals(
        "runAsNonRoot != true (pod or container \"app\" must set"
            + " securityContext.runAsNonRoot=true)",
        told("restricted", "v1.0", spec));
    assertEquals(
        told("restricted", "latest", spec), told("restricted", "v1.99", spec), "later than known");
  }

  @Test
  void aHardenedPodIsRestricted() {
    assertEquals(
        "",
        told("restricted", "latest", SAFE_POD + ",\"containers\":[{\"name\":\"c\"," + SAFE + "}]"));
  }

  @Test
  void severalContainersAreNamedTogether() {
    assertEquals(
        "privileged (containers \"a\", \"b\" must not set securityContext.privileged=true)",
        told(
            "baseline",
            "latest",
            "\"initContainers\":[{\"name\":\"a\",\"securityContext\":{\"privileged\":true}}],"
                + "\"containers\":[{\"name\":\"b\",\"securityContext\":{\"privileged\":true}}]"));
  }

  @Test
  void hostPortsPathsAndNamespacesAreNamed() {
    assertEquals(
        "host namespaces (hostNetwork=true, hostIPC=true), hostPath volumes (volume \"v\"),"
            + " hostPort (container \"c\" uses hostPorts 80, 9)",
        told(
            "baseline",
            "latest",
            "\"hostNetwork\":true,\"hostIPC\":true,\"volumes\":[{\"name\":\"v\",\"hostPath\":{}}],"
                + "\"containers\":[{\"name\":\"c\",\"ports\":[{\"hostPort\":9},{\"hostPort\":80}]}]"));
  }

  @Test
  void theStricterRuleStandsForTheLooserOne() {
    assertEquals(
        "restricted volume types (volume \"v\" uses restricted volume type \"hostPath\")",
        told(
            "restricted",
            "latest",
            SAFE_POD
                + ",\"volumes\":[{\"name\":\"v\",\"hostPath\":{}},{\"name\":\"w\",\"emptyDir\":{}}],"
                + "\"containers\":[{\"name\":\"c\","
                + SAFE
                + "}]"));
  }

  @Test
  void aSysctlIsSafeSinceItsVersion() {
    String spec =
        "\"securityContext\":{\"sysctls\":[{\"name\":\"net.ipv4.tcp_rmem\"}]},\"containers\":[]";
    assertEquals("forbidden sysctls (net.ipv4.tcp_rmem)", told("baseline", "v1.31", spec));
    assertEquals("", told("baseline", "v1.32", spec));
  }

  @Test
  void aUserNamespaceRelaxesSomeRulesSinceItsVersion() {
    String spec =
        "\"hostUsers\":false,\"securityContext\":{\"runAsUser\":0},\"containers\":[{\"name\":\"c\","
            + SAFE
            + "}]";
    String seccomp =
        "seccompProfile (pod or container \"c\" must set securityContext.seccompProfile.type to"
            + " \"RuntimeDefault\" or \"Localhost\")";
    assertEquals(seccomp, told("restricted", "latest", spec));
    assertEquals(
        "runAsNonRoot != true (pod or container \"c\" must set securityContext.runAsNonRoot=true),"
            + " runAsUser=0 (pod must not set runAsUser=0), "
            + seccomp,
        told("restricted", "v1.34", spec));
  }

  @Test
  void profilesAreNamedWithWhoSetsThem() {
    assertEquals(
        "forbidden AppArmor profiles (pod and annotation must not set AppArmor profile type to"
            + " \"Unconfined\", \"container.apparmor.security.beta.kubernetes.io/c=\"x\"\"),"
            + " seLinuxOptions (container \"c\" set forbidden securityContext.seLinuxOptions: type"
            + " \"spc_t\"; user may not be set), seccompProfile (pod must not set"
            + " securityContext.seccompProfile.type to \"Unconfined\")",
        told(
            "baseline",
            "latest",
            "{\"container.apparmor.security.beta.kubernetes.io/c\":\"x\"}",
            "\"securityContext\":{\"appArmorProfile\":{\"type\":\"Unconfined\"},"
                + "\"seccompProfile\":{\"type\":\"Unconfined\"}},"
                + "\"containers\":[{\"name\":\"c\",\"securityContext\":{\"seLinuxOptions\":"
                + "{\"type\":\"spc_t\",\"user\":\"u\"}}}]"));
  }

  @Test
  void hostsOfProbesAreForbiddenSinceTheirVersion() {
    String spec =
        "\"containers\":[{\"name\":\"c\",\"livenessProbe\":{\"httpGet\":{\"host\":\"h\"}}}]";
    assertEquals("", told("baseline", "v1.33", spec));
    assertEquals(
        "probe or lifecycle host (container \"c\" uses probe or lifecycle host \"h\")",
        told("baseline", "v1.34", spec));
  }

  @Test
  void labelsMakeAPolicyAndEnforcingWarns() {
    NamespacePolicy policy =
        NamespacePolicy.of(
            Map.of(
                "pod-security.kubernetes.io/enforce", "baseline",
                "pod-security.kubernetes.io/enforce-version", "v1.30"));
    assertEquals("baseline:v1.30", policy.enforce().toString());
    assertEquals("baseline:v1.30", policy.warn().toString());
    assertEquals("privileged:latest", policy.audit().toString());
  }

  @Test
  void whatCanNotBeReadIsEnforcedAsTheStrictest() {
    NamespacePolicy policy =
        NamespacePolicy.of(
            Map.of(
                "pod-security.kubernetes.io/enforce", "nope",
                "pod-security.kubernetes.io/warn", "nope",
                "pod-security.kubernetes.io/audit-version", "1.2"));
    assertEquals("restricted:latest", policy.enforce().toString());
    assertEquals("privileged:latest", policy.warn().toString());
    assertEquals(
        List.of(
            "metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: \"nope\": must be"
                + " one of privileged, baseline, restricted",
            "metadata.labels[pod-security.kubernetes.io/audit-version]: Invalid value: \"1.2\":"
                + " must be \"latest\" or \"v1.x\"",
            "metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: \"nope\": must be one"
                + " of privileged, baseline, restricted"),
        policy.errors().stream().map(error -> error.text()).toList());
  }
}
