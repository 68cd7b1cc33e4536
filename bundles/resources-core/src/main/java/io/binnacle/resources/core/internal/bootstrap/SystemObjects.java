package io.binnacle.resources.core.internal.bootstrap;

import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every cluster holds: its first namespaces, and the Service by which pods find the API. */
final class SystemObjects {
  static final List<String> NAMESPACES =
      List.of("kube-system", "kube-public", "default", "kube-node-lease");
  static final String NAME = "kubernetes";

  private SystemObjects() {}

  static Unstructured namespace(String name) {
    Unstructured namespace = Unstructured.create("v1", "Namespace");
    namespace.set(name, "metadata", "name");
    return namespace;
  }

  static Unstructured service(String clusterIp, int securePort) {
    Unstructured service = Unstructured.create("v1", "Service");
    service.set(NAME, "metadata", "name");
    service.set("apiserver", "metadata", "labels", "component");
    service.set(NAME, "metadata", "labels", "provider");
    service.set(clusterIp, "spec", "clusterIP");
    service.set("None", "spec", "sessionAffinity");
    service.set("ClusterIP", "spec", "type");
    Map<String, @Nullable Object> port = port(443);
    if (securePort > 0) {
      port.put("targetPort", (long) securePort);
    }
    service.set(new ArrayList<>(List.of(port)), "spec", "ports");
    return service;
  }

  static Unstructured endpoints(String address, int securePort) {
    Unstructured endpoints = Unstructured.create("v1", "Endpoints");
    endpoints.set(NAME, "metadata", "name");
    endpoints.set("true", "metadata", "labels", "endpointslice.kubernetes.io/skip-mirror");
    endpoints.set(subsets(address, securePort), "subsets");
    return endpoints;
  }

  static List<Object> subsets(String address, int securePort) {
    Map<String, @Nullable Object> subset = new LinkedHashMap<>();
    subset.put("addresses", new ArrayList<>(List.of(new LinkedHashMap<>(Map.of("ip", address)))));
    subset.put("ports", new ArrayList<>(List.of(port(securePort))));
    return new ArrayList<>(List.of(subset));
  }

  static Unstructured slice(String address, int securePort) {
    Unstructured slice = Unstructured.create("discovery.k8s.io/v1", "EndpointSlice");
    slice.set(NAME, "metadata", "name");
    slice.set(NAME, "metadata", "labels", "kubernetes.io/service-name");
    slice.set(address.contains(":") ? "IPv6" : "IPv4", "addressType");
    Map<String, @Nullable Object> endpoint = new LinkedHashMap<>();
    endpoint.put("addresses", new ArrayList<>(List.of(address)));
    endpoint.put("conditions", new LinkedHashMap<>(Map.of("ready", true)));
    slice.set(new ArrayList<>(List.of(endpoint)), "endpoints");
    Map<String, @Nullable Object> port = new LinkedHashMap<>();
    port.put("name", "https");
    port.put("protocol", "TCP");
    port.put("port", (long) securePort);
    slice.set(new ArrayList<>(List.of(port)), "ports");
    return slice;
  }

  private static Map<String, @Nullable Object> port(int number) {
    Map<String, @Nullable Object> port = new LinkedHashMap<>();
    port.put("name", "https");
    port.put("port", (long) number);
    port.put("protocol", "TCP");
    return port;
  }
}
