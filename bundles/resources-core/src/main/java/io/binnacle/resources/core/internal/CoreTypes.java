package io.binnacle.resources.core.internal;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Subresource;
import io.binnacle.resources.core.internal.service.ServiceStrategy;
import io.binnacle.resources.core.internal.strategy.ConfigMapStrategy;
import io.binnacle.resources.core.internal.strategy.EndpointsStrategy;
import io.binnacle.resources.core.internal.strategy.EventConversion;
import io.binnacle.resources.core.internal.strategy.EventStrategy;
import io.binnacle.resources.core.internal.strategy.LimitRangeStrategy;
import io.binnacle.resources.core.internal.strategy.NamespaceStrategy;
import io.binnacle.resources.core.internal.strategy.NewEventStrategy;
import io.binnacle.resources.core.internal.strategy.NodeStrategy;
import io.binnacle.resources.core.internal.strategy.PersistentVolumeClaimStrategy;
import io.binnacle.resources.core.internal.strategy.PersistentVolumeStrategy;
import io.binnacle.resources.core.internal.strategy.PlainStrategy;
import io.binnacle.resources.core.internal.strategy.PodStrategy;
import io.binnacle.resources.core.internal.strategy.PodTemplateStrategy;
import io.binnacle.resources.core.internal.strategy.ReplicationControllerStrategy;
import io.binnacle.resources.core.internal.strategy.ResourceQuotaStrategy;
import io.binnacle.resources.core.internal.strategy.SecretStrategy;
import io.binnacle.resources.core.internal.strategy.ServiceAccountStrategy;
import io.binnacle.resources.core.internal.table.CountCells;
import io.binnacle.resources.core.internal.table.EventCells;
import io.binnacle.resources.core.internal.table.NodeCells;
import io.binnacle.resources.core.internal.table.PodCells;
import io.binnacle.resources.core.internal.table.ServiceCells;
import io.binnacle.resources.core.internal.table.StorageCells;
import io.binnacle.schema.table.ResourceTables;
import java.time.InstantSource;

/** Puts the tables of core/v1 and events.k8s.io/v1 together with the behaviour that they name. */
final class CoreTypes {
  private CoreTypes() {}

  /**
   * @param pods the strategy of Pods, which needs settings
   * @param services the strategy of Services, which needs settings
   * @param bindings answers POSTs to {@code bindings}
   * @param budgets what evictions must keep to
   * @param tokens makes tokens for service accounts
   * @param eventTtlSeconds how long events are kept
   * @param clock what ages are counted from
   */
  static ResourceTables tables(
      PodStrategy pods,
      ServiceStrategy services,
      ResourceType.Review bindings,
      DisruptionBudgets budgets,
      Subresource.ActionHandler tokens,
      long eventTtlSeconds,
      InstantSource clock) {
    ResourceTables tables =
        ResourceTables.in(CoreTypes.class)
            .clock(clock)
            .strategy("configmaps", new ConfigMapStrategy())
            .strategy("componentstatuses", new PlainStrategy())
            .strategy("endpoints", new EndpointsStrategy())
            .strategy("events", new EventStrategy(eventTtlSeconds))
            .strategy("events.events.k8s.io", new NewEventStrategy(eventTtlSeconds))
            .storedAs(
                "events.events.k8s.io",
                new GroupVersionKind("", "v1", "Event"),
                EventConversion::toCore,
                EventConversion::fromCore)
            .strategy("limitranges", new LimitRangeStrategy())
            .strategy("namespaces", new NamespaceStrategy())
            .strategy("nodes", new NodeStrategy())
            .strategy("persistentvolumeclaims", new PersistentVolumeClaimStrategy())
            .strategy("persistentvolumes", new PersistentVolumeStrategy())
            .strategy("pods", pods)
            .strategy("podtemplates", new PodTemplateStrategy())
            .strategy("replicationcontrollers", new ReplicationControllerStrategy())
            .strategy("resourcequotas", new ResourceQuotaStrategy())
            .strategy("secrets", new SecretStrategy())
            .strategy("serviceaccounts", new ServiceAccountStrategy())
            .strategy("services", services)
            .action("pods", "binding", new PodBinding())
            .action("pods", "eviction", new PodEviction(budgets))
            .action("serviceaccounts", "token", tokens)
            .review("bindings", bindings);
    return cells(tables, new PodCells(clock), new EventCells(clock));
  }

  private static ResourceTables cells(ResourceTables tables, PodCells pods, EventCells events) {
    return tables
        .cell("podReady", pods::ready)
        .cell("podStatus", pods::status)
        .cell("podRestarts", pods::restarts)
        .cell("podReadinessGates", pods::readinessGates)
        .cell("serviceClusterIp", ServiceCells::clusterIp)
        .cell("serviceExternalIp", ServiceCells::externalIp)
        .cell("servicePorts", ServiceCells::ports)
        .cell("endpointList", ServiceCells::endpoints)
        .cell("nodeStatus", NodeCells::status)
        .cell("nodeRoles", NodeCells::roles)
        .cell("nodeInternalIp", NodeCells::internalIp)
        .cell("nodeExternalIp", NodeCells::externalIp)
        .cell("eventLastSeen", events::lastSeen)
        .cell("eventFirstSeen", events::firstSeen)
        .cell("eventObject", EventCells::object)
        .cell("eventSource", EventCells::source)
        .cell("eventMessage", EventCells::message)
        .cell("eventCount", EventCells::count)
        .cell("newEventLastSeen", event -> events.lastSeen(EventConversion.toCore(event)))
        .cell("newEventFirstSeen", event -> events.firstSeen(EventConversion.toCore(event)))
        .cell("newEventObject", event -> EventCells.object(EventConversion.toCore(event)))
        .cell("newEventSource", event -> EventCells.source(EventConversion.toCore(event)))
        .cell("newEventMessage", event -> EventCells.message(EventConversion.toCore(event)))
        .cell("newEventCount", event -> EventCells.count(EventConversion.toCore(event)))
        .cell("phaseOrTerminating", StorageCells::phase)
        .cell("storageClass", StorageCells::storageClass)
        .cell("claimVolume", StorageCells::claimVolume)
        .cell("claimCapacity", StorageCells::claimCapacity)
        .cell("claimModes", StorageCells::claimModes)
        .cell("volumeCapacity", StorageCells::volumeCapacity)
        .cell("volumeModes", StorageCells::volumeModes)
        .cell("volumeClaim", StorageCells::volumeClaim)
        .cell("volumeReason", StorageCells::volumeReason)
        .cell("keyCount", CountCells::keys)
        .cell("desiredReplicas", CountCells::desired)
        .cell("currentReplicas", CountCells::current)
        .cell("readyReplicas", CountCells::ready)
        .cell("quotaRequests", CountCells::quotaRequests)
        .cell("quotaLimits", CountCells::quotaLimits)
        .cell("componentStatus", CountCells::componentStatus)
        .cell("componentMessage", CountCells::componentMessage)
        .cell("componentError", CountCells::componentError);
  }
}
