package io.binnacle.crd.serving;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.json.JsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server of the definition's author to convert, by a ConversionReview. Of the metadata only
 * labels and annotations may change. Blocks while it waits for the answer. Thread-safe.
 */
public final class WebhookConversion implements VersionConversion {
  private final WebhookClient client;
  private final String reviewVersion;

  /**
   * @param webhook {@code spec.conversion.webhook}
   * @param services finds the address of a Service
   */
  public WebhookConversion(Unstructured webhook, WebhookClient.Services services) {
    this.client = new WebhookClient(new Unstructured(webhook.map("clientConfig")), services);
    this.reviewVersion =
        webhook.list("conversionReviewVersions").stream()
            .map(String::valueOf)
            .filter(version -> version.equals("v1") || version.equals("v1beta1"))
            .findFirst()
            .orElse("v1");
  }

  @Override
  public Unstructured convert(Unstructured object, String apiVersion) {
    if (object.apiVersion().equals(apiVersion)) {
      return object;
    }
    String uid = UUID.randomUUID().toString();
    try {
      Object answer = Json.parse(client.post(Json.write(review(object, apiVersion, uid))));
      Unstructured converted = converted(answer, uid);
      if (!converted.apiVersion().equals(apiVersion) || !converted.kind().equals(object.kind())) {
        throw new IOException(
            "converted object is a " + converted.kind() + " of " + converted.apiVersion());
      }
      restoreMetadata(object, converted);
      return converted;
    } catch (IOException | JsonException e) {
      throw failed(object, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(object, "the server is stopping");
    }
  }

  private static StatusException failed(Unstructured object, String why) {
    return StatusException.unreasoned(
        "conversion webhook for "
            + object.apiVersion()
            + ", Kind="
            + object.kind()
            + " failed: "
            + why);
  }

  private Map<String, @Nullable Object> review(Unstructured object, String apiVersion, String uid) {
    Unstructured review =
        Unstructured.create("apiextensions.k8s.io/" + reviewVersion, "ConversionReview");
    review.set(uid, "request", "uid");
    review.set(apiVersion, "request", "desiredAPIVersion");
    List<@Nullable Object> objects = new ArrayList<>();
    objects.add(object.content());
    review.set(objects, "request", "objects");
    return review.content();
  }

  private static Unstructured converted(@Nullable Object answer, String uid) throws IOException {
    if (!(answer instanceof Map<?, ?>)) {
      throw new IOException("the answer is no ConversionReview");
    }
    Unstructured review = Unstructured.of(answer);
    if (!review.string("response", "uid").equals(uid)) {
      throw new IOException("response.uid is not that of the request");
    }
    if (!review.string("response", "result", "status").equals("Success")) {
      String why = review.string("response", "result", "message");
      throw new IOException(why.isEmpty() ? "no reason was given" : why);
    }
    List<Unstructured> objects = review.items("response", "convertedObjects");
    if (objects.size() != 1) {
      throw new IOException("1 object was sent, " + objects.size() + " came back");
    }
    return objects.get(0);
  }

  private static void restoreMetadata(Unstructured original, Unstructured converted) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(original.map("metadata"));
    for (String field : List.of("labels", "annotations")) {
      Object changed = converted.get("metadata", field);
      if (changed == null) {
        metadata.remove(field);
      } else {
        metadata.put(field, changed);
      }
    }
    converted.set(metadata, "metadata");
  }
}
