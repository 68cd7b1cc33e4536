package io.binnacle.resources.core.internal.token;

import io.binnacle.api.auth.ServiceAccountIssuer;
import io.binnacle.api.auth.ServiceAccountIssuer.ObjectRef;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.type.Subresource.ActionHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a token for a service account: {@code serviceaccounts/token}, see KEP-1205. */
public final class TokenRequest implements ActionHandler {
  private static final GroupVersionKind KIND =
      new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest");
  private static final long DEFAULT_SECONDS = 3600;
  private static final long MIN_SECONDS = 600;
  private static final long MAX_SECONDS = 1L << 32;

  private final TokenServices services;
  private final TokenManagers managers = new TokenManagers();

  public TokenRequest(TokenServices services) {
    this.services = services;
  }

  /** A dry run is no different: nothing is stored. */
  @Override
  public Unstructured act(
      RequestContext context,
      ResourceStore store,
      String namespace,
      String name,
      Unstructured body) {
    requireName(body, name);
    ServiceAccountIssuer issuer = services.issuer();
    RequestContext reading = context.onSubresource("");
    Unstructured account = store.get(reading, namespace, name);
    List<String> audiences = body.list("spec", "audiences").stream().map(String::valueOf).toList();
    if (audiences.isEmpty()) {
      audiences = issuer.audiences();
    }
    long seconds = body.number(DEFAULT_SECONDS, "spec", "expirationSeconds");
    validate(seconds);
    BoundObjects bound =
        BoundObjects.find(services, reading, namespace, body.get("spec", "boundObjectRef"), name);
    ServiceAccountIssuer.Token token =
        issuer.issue(
            new ServiceAccountIssuer.Order(
                namespace,
                new ObjectRef(name, account.uid()),
                bound.pod(),
                bound.secret(),
                bound.node(),
                audiences,
                seconds));
    if (token.expirationSeconds() < seconds) {
      context
          .warnings()
          .accept(
              "requested expiration of "
                  + seconds
                  + " seconds shortened to "
                  + token.expirationSeconds()
                  + " seconds");
    }
    Unstructured question = Unstructured.create(KIND.apiVersion(), KIND.kind());
    question.set(new LinkedHashMap<>(body.map("metadata")), "metadata");
    question.set(new LinkedHashMap<>(body.map("spec")), "spec");
    question.set(seconds, "spec", "expirationSeconds");
    managers.put(context, question, text(token.issuedAt()));
    return answer(namespace, name, question, audiences, token);
  }

  private static void requireName(Unstructured body, String name) {
    if (!body.name().isEmpty() && !body.name().equals(name)) {
      throw StatusException.invalid(
          KIND,
          name,
          List.of(
              FieldError.invalid(
                  "metadata.name",
                  body.name(),
                  "must match the service account name if specified")));
    }
  }

  private static void validate(long seconds) {
    String wrong =
        seconds < MIN_SECONDS
            ? "may not specify a duration less than 10 minutes"
            : seconds > MAX_SECONDS ? "may not specify a duration larger than 2^32 seconds" : "";
    if (!wrong.isEmpty()) {
      throw StatusException.invalid(
          KIND, "", List.of(FieldError.invalid("spec.expirationSeconds", seconds, wrong)));
    }
  }

  private static Unstructured answer(
      String namespace,
      String name,
      Unstructured body,
      List<String> audiences,
      ServiceAccountIssuer.Token token) {
    Unstructured answer = Unstructured.create(KIND.apiVersion(), KIND.kind());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(body.map("metadata"));
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", text(token.issuedAt()));
    answer.set(metadata, "metadata");
    answer.set(new ArrayList<>(audiences), "spec", "audiences");
    answer.set(token.expirationSeconds(), "spec", "expirationSeconds");
    answer.set(body.get("spec", "boundObjectRef"), "spec", "boundObjectRef");
    answer.set(token.text(), "status", "token");
    answer.set(
        text(token.issuedAt().plusSeconds(token.expirationSeconds())),
        "status",
        "expirationTimestamp");
    return answer;
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
