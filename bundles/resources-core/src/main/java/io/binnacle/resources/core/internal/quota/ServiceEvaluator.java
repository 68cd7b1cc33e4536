package io.binnacle.resources.core.internal.quota;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.resources.core.internal.amounts.Amounts;
import java.util.List;
import java.util.Set;

/** Counts Services, and the node ports and load balancers that they ask for. */
final class ServiceEvaluator implements Evaluator {
  private static final String COUNT = "count/services";
  private static final String SERVICES = "services";
  private static final String NODE_PORTS = "services.nodeports";
  private static final String LOAD_BALANCERS = "services.loadbalancers";
  private static final Set<String> NAMES = Set.of(COUNT, SERVICES, NODE_PORTS, LOAD_BALANCERS);

  @Override
  public boolean handles(AdmissionReview review) {
    return review.operation() != Operation.DELETE && review.context().subresource().isEmpty();
  }

  @Override
  public boolean uses(String resource) {
    return NAMES.contains(resource);
  }

  @Override
  public Amounts usage(Unstructured service) {
    List<Unstructured> ports = service.items("spec", "ports");
    String type = service.string("spec", "type");
    boolean balanced = type.equals("LoadBalancer");
    long nodePorts = 0;
    if (balanced && Boolean.FALSE.equals(service.get("spec", "allocateLoadBalancerNodePorts"))) {
      nodePorts = ports.stream().filter(port -> port.number(0, "nodePort") != 0).count();
    } else if (balanced || type.equals("NodePort")) {
      nodePorts = ports.size();
    }
    return Amounts.of(COUNT, 1)
        .plus(Amounts.of(SERVICES, 1))
        .plus(Amounts.of(NODE_PORTS, nodePorts))
        .plus(Amounts.of(LOAD_BALANCERS, balanced ? 1 : 0));
  }
}
