package io.binnacle.api.auth;

import java.util.List;

/**
 * The ClusterRoles that a bundle brings for its types. Register one as an OSGi service: they are
 * made, or brought up to what is wanted, when it comes, and deleted when it goes, but not when the
 * server stops. A ClusterRole of that name that somebody else has made is left alone.
 */
public interface BundledRoles {
  /** The roles; always the same. */
  List<BundledRole> roles();
}
