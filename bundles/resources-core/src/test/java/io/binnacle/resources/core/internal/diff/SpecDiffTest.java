package io.binnacle.resources.core.internal.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.schema.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By what a kube-apiserver 1.36 has answered. */
class SpecDiffTest {
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> tree(String json) {
    return (Map<String, @Nullable Object>) Json.parse(json);
  }

  private static String pod(String env) {
    return "{\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}}],\"containers\":[{\"name\":\"c\","
        + "\"image\":\"i:1\",\"env\":["
        + env
        + "],\"resources\":{}}],\"securityContext\":{}}";
  }

  @Test
  void aPodsVariables() {
    String before = "{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"$(A)\"}";
    String after = "{\"name\":\"A\",\"value\":\"2\"}";
    assertEquals(
        """
        @@ -50,12 +50,7 @@
            "Env": [
             {
              "Name": "A",
        -     "Value": "1",
        -     "ValueFrom": null
        -    },
        -    {
        -     "Name": "B",
        -     "Value": "$(A)",
        +     "Value": "2",
              "ValueFrom": null
             }
            ],
        """,
        SpecDiff.ofPods(tree(pod(before)), tree(pod(after))));
  }

  @Test
  void whatIsOfTheHostIsShownInThePodsSecurityContext() {
    String diff =
        SpecDiff.ofPods(
            tree("{\"securityContext\":{}}"), tree("{\"nodeName\":\"n\",\"securityContext\":{}}"));
    assertEquals(
        "  \"NodeSelector\": null,\n"
            + "  \"ServiceAccountName\": \"\",\n"
            + "  \"AutomountServiceAccountToken\": null,\n"
            + "- \"NodeName\": \"\",\n"
            + "+ \"NodeName\": \"n\",\n"
            + "  \"SecurityContext\": {\n"
            + "   \"HostNetwork\": false,\n"
            + "   \"HostPID\": false,\n",
        diff.substring(diff.indexOf('\n') + 1));
  }

  @Test
  void whereAVolumeIs() {
    assertEquals(
        """
        @@ -2,7 +2,7 @@
          "GCEPersistentDisk": null,
          "AWSElasticBlockStore": null,
          "HostPath": {
        -  "Path": "/x",
        +  "Path": "/y",
           "Type": ""
          },
          "Glusterfs": null,
        """,
        SpecDiff.ofVolumeSources(
            tree("{\"hostPath\":{\"path\":\"/x\",\"type\":\"\"}}"),
            tree("{\"hostPath\":{\"path\":\"/y\",\"type\":\"\"}}")));
  }

  @Test
  void whatAClaimAsksFor() {
    String claim =
        "{\"accessModes\":[\"ReadWriteOnce\"],\"resources\":{\"requests\":{\"storage\":\"%s\"}}}";
    assertEquals(
        """
        @@ -6,7 +6,7 @@
          "Resources": {
           "Limits": null,
           "Requests": {
        -   "storage": "1Gi"
        +   "storage": "2Gi"
           }
          },
          "VolumeName": "",
        """,
        SpecDiff.ofClaims(tree(String.format(claim, "1Gi")), tree(String.format(claim, "2Gi"))));
  }
}
