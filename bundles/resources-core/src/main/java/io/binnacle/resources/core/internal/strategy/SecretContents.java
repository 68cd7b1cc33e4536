package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What each well-known type of Secret must hold. */
final class SecretContents {
  private static final String ACCOUNT = "kubernetes.io/service-account.name";

  private SecretContents() {}

  static void check(List<FieldError> errors, Unstructured secret) {
    switch (secret.string("type")) {
      case "kubernetes.io/service-account-token" -> {
        if (secret.annotations().getOrDefault(ACCOUNT, "").isEmpty()) {
          errors.add(FieldError.required("metadata.annotations[" + ACCOUNT + "]", ""));
        }
      }
      case "kubernetes.io/dockercfg" -> json(errors, secret, ".dockercfg");
      case "kubernetes.io/dockerconfigjson" -> json(errors, secret, ".dockerconfigjson");
      case "kubernetes.io/basic-auth" -> {
        if (!has(secret, "username") && !has(secret, "password")) {
          missing(errors, "username");
          missing(errors, "password");
        }
      }
      case "kubernetes.io/ssh-auth" -> {
        if (bytes(secret, "ssh-privatekey").length == 0) {
          missing(errors, "ssh-privatekey");
        }
      }
      case "kubernetes.io/tls" -> {
        for (String key : List.of("tls.crt", "tls.key")) {
          if (!has(secret, key)) {
            missing(errors, key);
          }
        }
      }
      default -> {}
    }
  }

  private static boolean has(Unstructured secret, String key) {
    return secret.map("data").containsKey(key);
  }

  private static void missing(List<FieldError> errors, String key) {
    errors.add(FieldError.required("data[" + key + "]", ""));
  }

  /** The decoded value, empty where there is none or it is no base64. */
  static byte[] bytes(Unstructured secret, String key) {
    try {
      return Base64.getDecoder().decode(secret.string("data", key));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static void json(List<FieldError> errors, Unstructured secret, String key) {
    if (!has(secret, key)) {
      missing(errors, key);
      return;
    }
    String problem = jsonProblem(bytes(secret, key));
    if (!problem.isEmpty()) {
      errors.add(FieldError.invalid("data[" + key + "]", "<secret contents redacted>", problem));
    }
  }

  private static String jsonProblem(byte[] text) {
    String trimmed = new String(text, StandardCharsets.UTF_8).strip();
    if (trimmed.isEmpty()) {
      return "unexpected end of JSON input";
    }
    if ("{[\"-0123456789tfn".indexOf(trimmed.charAt(0)) < 0) {
      return "invalid character '" + trimmed.charAt(0) + "' looking for beginning of value";
    }
    return trimmed.startsWith("{") && !trimmed.endsWith("}") ? "unexpected end of JSON input" : "";
  }
}
