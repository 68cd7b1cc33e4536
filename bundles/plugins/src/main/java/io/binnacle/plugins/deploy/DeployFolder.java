package io.binnacle.plugins.deploy;

import java.io.File;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;

/**
 * Takes the jars of the deploy folder from FileInstall, which finds them once they have stopped
 * growing, and hands them to the {@link Deployments}. Called by FileInstall's thread, which it does
 * not hold up.
 */
final class DeployFolder implements ArtifactInstaller {
  private final Path folder;
  private final Deployments deployments;

  DeployFolder(Path folder, Deployments deployments) {
    this.folder = folder.toAbsolutePath().normalize();
    this.deployments = deployments;
  }

  @Override
  public boolean canHandle(File artifact) {
    Path path = artifact.toPath().toAbsolutePath().normalize();
    return folder.equals(path.getParent()) && path.toString().endsWith(".jar");
  }

  @Override
  public void install(File artifact) {
    deployments.dropped(artifact.toPath());
  }

  @Override
  public void update(File artifact) {
    deployments.dropped(artifact.toPath());
  }

  @Override
  public void uninstall(File artifact) {
    deployments.taken(artifact.toPath());
  }
}
