package io.binnacle.benchmarks.load.api;

import io.binnacle.benchmarks.load.process.BinnacleServer;
import java.nio.charset.StandardCharsets;

/** The objects that {@link ApplyRun} writes, and the bodies of its requests. */
enum ApplySample {
  /** 1.5 KB, most of it one string. */
  CONFIG_MAP("v1", "ConfigMap", "configmaps", "") {
    @Override
    String part(long generation) {
      return "\"data\":{\"generation\":\"" + generation + "\"}";
    }

    @Override
    String rest(long generation) {
      return "\"data\":{\"generation\":\""
          + generation
          + "\",\"payload\":\""
          + "x".repeat(1_300)
          + "\"}";
    }
  },
  /** 2.5 KB with its defaults, three containers. */
  DEPLOYMENT("apps/v1", "Deployment", "deployments", "") {
    @Override
    String part(long generation) {
      return "\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":"
          + "\"registry.example/web:"
          + generation
          + "\"}]}}}";
    }

    @Override
    String rest(long generation) {
      return "\"spec\":{\"replicas\":3,\"selector\":{\"matchLabels\":{\"app\":\"web\"}},\"template\":"
          + "{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":["
          + container("web", generation)
          + ","
          + container("proxy", 1)
          + ","
          + container("log", 1)
          + "]}}}";
    }

    private String container(String name, long tag) {
      return "{\"name\":\""
          + name
          + "\",\"image\":\"registry.example/"
          + name
          + ":"
          + tag
          + "\",\"env\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}],"
          + "\"resources\":{\"limits\":{\"cpu\":\"500m\",\"memory\":\"256Mi\"}},\"ports\":"
          + "[{\"containerPort\":8080,\"protocol\":\"TCP\"}]}";
    }
  },
  /** 200 containers: 40 KB of spec, 45 KB of status. A label is written. */
  POD("v1", "Pod", "pods", "") {
    @Override
    String part(long generation) {
      return "";
    }

    @Override
    String rest(long generation) {
      return podSpec();
    }
  },
  /** The status of that Pod; one of its containers was started again. */
  POD_STATUS("v1", "Pod", "pods", "/status") {
    @Override
    String part(long generation) {
      return podStatus(generation);
    }

    @Override
    String rest(long generation) {
      return podSpec();
    }
  };

  private static final int CONTAINERS = 200;

  private final String apiVersion;
  private final String kind;
  private final String resource;
  private final String subresource;

  ApplySample(String apiVersion, String kind, String resource, String subresource) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.resource = resource;
    this.subresource = subresource;
  }

  /** What a patch or a configuration says of the object beside its label. */
  abstract String part(long generation);

  /** All of the object but its metadata. */
  abstract String rest(long generation);

  String collection() {
    String root = apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/";
    return root + apiVersion + "/namespaces/" + BinnacleServer.NAMESPACE + "/" + resource;
  }

  String path(String name) {
    return collection() + "/" + named(name) + subresource;
  }

  /** Whether the object that is written must get its status first. */
  boolean hasStatus() {
    return resource.equals("pods");
  }

  String statusPath(String name) {
    return collection() + "/" + named(name) + "/status";
  }

  byte[] create(String name) {
    return body(name, 0, rest(0));
  }

  byte[] status(String name) {
    return body(name, 0, podStatus(0));
  }

  byte[] config(String name, long generation) {
    return body(name, generation, part(generation));
  }

  byte[] patch(long generation) {
    String part = part(generation);
    return bytes(
        "{\"metadata\":{\"labels\":{\"generation\":\""
            + generation
            + "\"}}"
            + (part.isEmpty() ? "" : "," + part)
            + "}");
  }

  byte[] update(String name, long generation) {
    return body(name, generation, subresource.isEmpty() ? rest(generation) : part(generation));
  }

  private String named(String name) {
    return (subresource.isEmpty() ? "plain-" : "status-") + name;
  }

  private byte[] body(String name, long generation, String rest) {
    return bytes(
        "{\"apiVersion\":\""
            + apiVersion
            + "\",\"kind\":\""
            + kind
            + "\",\"metadata\":{\"name\":\""
            + named(name)
            + "\",\"labels\":{\"generation\":\""
            + generation
            + "\"}}"
            + (rest.isEmpty() ? "" : "," + rest)
            + "}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String podSpec() {
    StringBuilder spec = new StringBuilder("\"spec\":{\"nodeName\":\"node-1\",");
    spec.append(
        "\"serviceAccountName\":\"default\",\"automountServiceAccountToken\":false,\"containers\":[");
    for (int i = 0; i < CONTAINERS; i++) {
      spec.append(i == 0 ? "" : ",").append("{\"name\":\"c").append(i);
      spec.append("\",\"image\":\"registry.example/web:1\",\"imagePullPolicy\":\"Always\"}");
    }
    return spec.append("]}").toString();
  }

  private static String podStatus(long generation) {
    StringBuilder status = new StringBuilder("\"status\":{\"phase\":\"Running\",");
    status.append("\"containerStatuses\":[");
    for (int i = 0; i < CONTAINERS; i++) {
      long restarts = i == generation % CONTAINERS ? generation : 0;
      status.append(i == 0 ? "" : ",").append("{\"name\":\"c").append(i);
      status.append("\",\"image\":\"registry.example/web:1\",\"imageID\":\"sha256:0\",");
      status.append("\"ready\":true,\"started\":true,\"restartCount\":").append(restarts);
      status.append(",\"containerID\":\"run://").append(i).append("\",\"lastState\":{},");
      status.append("\"state\":{\"running\":{\"startedAt\":\"2026-01-01T00:00:04Z\"}}}");
    }
    return status.append("]}").toString();
  }
}
