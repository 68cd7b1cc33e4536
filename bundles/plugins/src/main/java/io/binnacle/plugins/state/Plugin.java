package io.binnacle.plugins.state;

import io.binnacle.api.status.FieldError;
import io.binnacle.schema.record.Property;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that was added to the server. The server makes one of these for each jar in its deploy
 * folder; one that somebody else makes installs a jar.
 */
public record Plugin(
    @Nullable @Property(description = "What is deployed.") Spec spec,
    @Nullable @Property(description = "What has become of it.") Status status) {

  /** What is deployed. */
  public record Spec(
      @Nullable
          @Property(
              maxLength = 200,
              description =
                  "A jar in the folder available of the deploy folder, to be installed while this"
                      + " object is there. Empty for a jar that lies in the deploy folder itself.")
          String file,
      @Nullable
          @Property(
              description =
                  "The SHA-256 digest of the jar in hexadecimal. With file: the digest that the jar"
                      + " must have, empty for any.")
          String sha256,
      @Nullable @Property(description = "The bundle's symbolic name. Filled in by the server.")
          String bundle,
      @Nullable @Property(description = "The bundle's version. Filled in by the server.")
          String version,
      @Nullable @Property(description = "The name of the jar. Filled in by the server.")
          String location) {}

  /** What has become of it. */
  public record Status(
      @Nullable
          @Property(
              description =
                  "Active: all that it brings is in use. Waiting: something is missing that may"
                      + " come. Failed: it does not run, or not well. Stopped: it was stopped.")
          String state,
      @Nullable @Property(description = "Why it is not Active, for people.") String reason,
      @Nullable @Property(description = "The SHA-256 digest of the jar that runs.") String sha256,
      @Nullable @Property(set = true, description = "The resources that it serves.")
          List<String> types,
      @Nullable @Property(listKeys = "type", description = "The same, step by step.")
          List<Condition> conditions) {}

  /** One of the steps. */
  public record Condition(
      @Property(required = true) String type,
      @Property(required = true) String status,
      @Nullable String reason,
      @Nullable String message,
      @Nullable String lastTransitionTime) {}

  /** What is wrong with one. */
  List<FieldError> problems() {
    List<FieldError> problems = new ArrayList<>();
    String file = spec == null || spec.file() == null ? "" : spec.file();
    if (!file.isEmpty() && !file.matches("[A-Za-z0-9_][A-Za-z0-9._+-]*\\.jar")) {
      problems.add(
          FieldError.invalid(
              "spec.file",
              file,
              "must be the name of a jar in the folder available, without a path"));
    }
    String digest = spec == null || spec.sha256() == null ? "" : spec.sha256();
    if (!digest.isEmpty() && !digest.matches("[0-9a-fA-F]{64}")) {
      problems.add(FieldError.invalid("spec.sha256", digest, "must be 64 hexadecimal digits"));
    }
    return problems;
  }

  String state() {
    return status == null || status.state() == null ? "" : status.state();
  }

  String reason() {
    return status == null || status.reason() == null ? "" : status.reason();
  }

  String types() {
    return status == null || status.types() == null ? "" : String.join(",", status.types());
  }
}
