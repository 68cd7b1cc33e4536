package io.binnacle.launcher;

import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Asks the service that {@code /readyz} asks about storage, found by its property alone. */
final class StorageCheck {
  private static final String FILTER = "(binnacle.healthcheck=etcd)";

  private StorageCheck() {}

  /** What is wrong with storage; empty when nothing is, or nobody can tell. */
  static String problem(BundleContext context) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(null, FILTER);
      if (found == null) {
        return "";
      }
      Object check = context.getService(found[0]);
      try {
        return check instanceof Supplier<?> supplier ? String.valueOf(supplier.get()) : "";
      } finally {
        context.ungetService(found[0]);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
