package io.binnacle.itests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;

/**
 * A body that somebody sends.
 *
 * @param name what it tries
 * @param type its media type
 * @param path where it is posted, or what is patched
 * @param body makes it
 */
record Attack(String name, String type, String path, Supplier<byte[]> body) {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  static Attack json(String name, String text) {
    return new Attack(name, "application/json", MAPS, () -> text.getBytes(UTF_8));
  }

  static Attack yaml(String name, String text) {
    return new Attack(name, "application/yaml", MAPS, () -> text.getBytes(UTF_8));
  }

  /** A pod with this in its spec. */
  static Attack pod(String name, String spec) {
    String text = "{\"metadata\":{\"name\":\"x\"},\"spec\":{" + spec + "}}";
    return new Attack(name, "application/json", PODS, () -> text.getBytes(UTF_8));
  }

  static Attack patch(String name, String type, String text) {
    return new Attack(
        name,
        "application/" + type,
        MAPS + "/kube-root-ca.crt?fieldManager=x",
        () -> text.getBytes(UTF_8));
  }

  String method() {
    return type.contains("patch") ? "PATCH" : "POST";
  }

  @Override
  public String toString() {
    return name;
  }
}
