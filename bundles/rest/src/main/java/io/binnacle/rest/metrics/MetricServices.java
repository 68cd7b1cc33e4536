package io.binnacle.rest.metrics;

import io.binnacle.api.metrics.MetricSink;
import io.binnacle.api.metrics.MetricSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All {@link MetricSource} services that there are when metrics are read. Thread-safe. */
public final class MetricServices implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(MetricServices.class);

  private final BundleContext context;

  public MetricServices(BundleContext context) {
    this.context = context;
  }

  /** A source that fails is named in the log and tells no more; the others do. */
  @Override
  public void collect(MetricSink sink) {
    for (ServiceReference<?> reference : references()) {
      Object service = context.getService(reference);
      try {
        if (service instanceof MetricSource source) {
          source.collect(sink);
        }
      } catch (RuntimeException e) {
        LOG.warn("the metrics of {} cannot be read", reference, e);
      } finally {
        context.ungetService(reference);
      }
    }
  }

  private ServiceReference<?>[] references() {
    try {
      ServiceReference<?>[] found =
          context.getServiceReferences(MetricSource.class.getName(), null);
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
