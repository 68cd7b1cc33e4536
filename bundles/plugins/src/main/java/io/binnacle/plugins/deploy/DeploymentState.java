package io.binnacle.plugins.deploy;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What has become of a file. Immutable.
 *
 * @param bundle what was installed of it, null for nothing
 * @param symbolicName the bundle's name
 * @param version its version
 * @param sha256 the digest of the file that runs
 * @param refusal why the file, or what took its place, was not let in: a reason, "" for none
 * @param refusalMessage the same in words
 * @param failure why the bundle does not run: a reason, "" for none
 * @param failureMessage the same in words
 * @param left what a former run has left behind, "" for nothing
 */
public record DeploymentState(
    @Nullable Bundle bundle,
    String symbolicName,
    String version,
    String sha256,
    String refusal,
    String refusalMessage,
    String failure,
    String failureMessage,
    String left) {
  static final DeploymentState NEW = new DeploymentState(null, "", "", "", "", "", "", "", "");

  DeploymentState refused(String reason, String message) {
    return new DeploymentState(
        bundle, symbolicName, version, sha256, reason, message, failure, failureMessage, left);
  }

  DeploymentState of(Bundle installed, VettedJar jar) {
    return new DeploymentState(
        installed, jar.bundle(), jar.version(), jar.sha256(), "", "", "", "", left);
  }

  DeploymentState failed(String reason, String message) {
    return new DeploymentState(
        bundle, symbolicName, version, sha256, refusal, refusalMessage, reason, message, left);
  }

  DeploymentState leaving(String what) {
    return new DeploymentState(
        bundle,
        symbolicName,
        version,
        sha256,
        refusal,
        refusalMessage,
        failure,
        failureMessage,
        what);
  }
}
