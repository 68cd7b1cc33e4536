package io.binnacle.resources.core.internal.connect;

import io.binnacle.schema.table.ResourceTables;
import java.util.List;
import java.util.Random;

/** The connectors of pods, services and nodes. */
public final class ConnectSubresources {
  private final Peers peers;
  private final Kubelets kubelets;
  private final Random random;

  /**
   * @param peers where the objects are that tell the way
   * @param addressTypes which of a node's addresses is taken, best first
   * @param random picks one of several endpoints
   */
  public ConnectSubresources(Peers peers, List<String> addressTypes, Random random) {
    this.peers = peers;
    this.kubelets = new Kubelets(peers, addressTypes);
    this.random = random;
  }

  /** Gives the tables what they name. */
  public ResourceTables addTo(ResourceTables tables) {
    return tables
        .connector("pods", "log", new PodLog(kubelets))
        .connector("pods", "exec", PodStream.exec(kubelets))
        .connector("pods", "attach", PodStream.attach(kubelets))
        .connector("pods", "portforward", PodStream.portForward(kubelets))
        .connector("pods", "proxy", new PodProxy())
        .connector("services", "proxy", new ServiceProxy(peers, random))
        .connector("nodes", "proxy", new NodeProxy(kubelets));
  }
}
