package io.binnacle.itests.facts;

import io.binnacle.schema.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What answers below an object's path, and what becomes of an object after a while: each with the
 * recorded objects that have to be there.
 */
final class PartFacts {
  private static final String NAMESPACED = "/api/v1/namespaces/facts/";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  /**
   * @param name of the recorded answer
   * @param needs names of recorded objects, made first
   * @param method the request's
   * @param path the request's
   */
  private record Part(String name, List<String> needs, String method, String path) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("TokenRequest", List.of(), "POST", NAMESPACED + "serviceaccounts/default/token"),
          new Part(
              "TokenRequest-bound",
              List.of("Pod-images"),
              "POST",
              NAMESPACED + "serviceaccounts/default/token"),
          new Part("Binding", List.of("Pod"), "POST", NAMESPACED + "pods/pods/binding"),
          new Part(
              "Eviction", List.of("Pod-gated"), "POST", NAMESPACED + "pods/pods-gated/eviction"),
          new Part(
              "Scale",
              List.of("Deployment"),
              "GET",
              "/apis/apps/v1/namespaces/facts/deployments/deployments/scale"),
          new Part(
              "CustomResourceDefinition-established",
              List.of("CustomResourceDefinition"),
              "GET",
              DEFINITIONS + "things.facts.example.com"),
          new Part(
              "CustomResourceDefinition-fullestablished",
              List.of("CustomResourceDefinition-full"),
              "GET",
              DEFINITIONS + "wheels.facts.example.com"));

  private PartFacts() {}

  /**
   * @param recorded all that was recorded, by name
   * @param paths the paths that objects are created at, by apiVersion and kind
   * @param found takes the answers
   */
  static void add(
      Peer peer, Map<String, Object> recorded, Map<String, String> paths, Map<String, String> found)
      throws IOException, InterruptedException {
    for (Part part : PARTS) {
      for (String need : part.needs()) {
        Map<String, Object> object = Peer.map(recorded.get(need), "sent");
        String kind = Peer.text(object, "apiVersion") + "/" + Peer.text(object, "kind");
        String path = ObjectFacts.inNamespace(paths.get(kind));
        peer.send("POST", path + "?fieldManager=facts", Json.text(object), "");
      }
      Map<String, Object> sent = Peer.map(recorded.get(part.name()), "sent");
      boolean get = part.method().equals("GET");
      String query = get ? "" : "?fieldManager=facts";
      Peer.Answer answer =
          peer.send(part.method(), part.path() + query, get ? "" : Json.text(sent), "");
      found.put(part.name(), ObjectFacts.shown(answer.body()));
    }
  }
}
