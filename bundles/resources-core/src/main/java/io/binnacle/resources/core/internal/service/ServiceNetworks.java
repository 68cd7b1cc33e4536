package io.binnacle.resources.core.internal.service;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The networks that Services get their addresses from: those of the settings, one for each IP
 * family, and those of the ServiceCIDRs that are ready (KEP-1880). Which families there are the
 * settings say alone. Thread-safe.
 */
public final class ServiceNetworks {
  /** The ServiceCIDR that stands for the settings. */
  public static final String DEFAULT = "kubernetes";

  private final List<String> settings;
  private final List<AddressRange> configured;
  private volatile @Nullable ResourceStore cidrs;

  private ServiceNetworks(List<String> settings, List<AddressRange> configured) {
    this.settings = settings;
    this.configured = configured;
  }

  /**
   * Reads the setting {@code service-cluster-ip-range}: a network, or one of each family joined by
   * a comma, of which the first is what Services get that ask for none.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ServiceNetworks parse(String setting) {
    List<String> networks = List.of(setting.split("\\s*,\\s*"));
    List<AddressRange> ranges = new ArrayList<>();
    networks.forEach(network -> ranges.add(AddressRange.parse(network)));
    boolean twice = ranges.stream().map(AddressRange::family).distinct().count() < ranges.size();
    if (ranges.size() > 2 || twice) {
      throw new IllegalArgumentException(
          "service-cluster-ip-range \""
              + setting
              + "\": must be one network, or one of each family");
    }
    return new ServiceNetworks(networks, List.copyOf(ranges));
  }

  /** From where to learn of further networks; null when the store has gone. */
  public void follow(@Nullable ResourceStore store) {
    cidrs = store;
  }

  /** The networks of the settings, as they were written. */
  public List<String> configured() {
    return settings;
  }

  /** The address of the Service {@code kubernetes}. */
  public String first() {
    return configured.get(0).at(1);
  }

  /** The families that there are addresses of, first the one that is given unasked. */
  List<String> families() {
    return configured.stream().map(AddressRange::family).toList();
  }

  /** Where to look for an address of a family, in this order. */
  List<AddressRange> of(String family) {
    List<AddressRange> found = new ArrayList<>();
    for (AddressRange range : configured) {
      if (range.family().equals(family)) {
        found.add(range);
      }
    }
    for (AddressRange range : added()) {
      if (range.family().equals(family) && !found.contains(range)) {
        found.add(range);
      }
    }
    return found;
  }

  boolean contains(String address) {
    return configured.stream().anyMatch(range -> range.contains(address))
        || added().stream().anyMatch(range -> range.contains(address));
  }

  private List<AddressRange> added() {
    ResourceStore store = cidrs;
    if (store == null) {
      return List.of();
    }
    List<AddressRange> ranges = new ArrayList<>();
    try {
      for (LocalObject object : store.cache().snapshot(ReadFreshness.ANY).list("", "")) {
        if (!object.name().equals(DEFAULT)) {
          ranges.addAll(ranges(store.translator().toTree(object)));
        }
      }
    } catch (StatusException notYet) {
      return List.of();
    }
    return ranges;
  }

  private static List<AddressRange> ranges(Unstructured cidr) {
    boolean ready =
        cidr.items("status", "conditions").stream()
            .anyMatch(
                condition ->
                    condition.string("type").equals("Ready")
                        && condition.string("status").equals("True"));
    if (!ready || cidr.isBeingDeleted()) {
      return List.of();
    }
    return cidr.list("spec", "cidrs").stream()
        .map(network -> parsed(String.valueOf(network)))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Null where the network is too small to give out anything. */
  private static @Nullable AddressRange parsed(String network) {
    try {
      return AddressRange.parse(network);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
