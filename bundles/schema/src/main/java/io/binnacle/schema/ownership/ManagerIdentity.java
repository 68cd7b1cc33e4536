package io.binnacle.schema.ownership;

/**
 * What makes two entries of managedFields the same manager's: who, by which operation, through
 * which subresource, and for updates in which API version. Sorted as the original sorts its
 * identifiers.
 *
 * @param manager the name
 * @param applied whether it applies; else it updates
 * @param apiVersion of an update; "" for those who apply
 * @param subresource "" for the object itself
 */
public record ManagerIdentity(
    String manager, boolean applied, String apiVersion, String subresource)
    implements Comparable<ManagerIdentity> {
  public ManagerIdentity {
    apiVersion = applied ? "" : apiVersion;
  }

  /** As {@code managedFields.operation} has it. */
  public String operation() {
    return applied ? "Apply" : "Update";
  }

  /** The manager as conflicts name it: {@code "kubectl" using v1}. */
  public String inConflict() {
    return GoPrint.quoted(manager)
        + (subresource.isEmpty() ? "" : " with subresource " + GoPrint.quoted(subresource))
        + (applied ? "" : " using " + apiVersion);
  }

  /** By which they are sorted. */
  String text() {
    return "{"
        + (manager.isEmpty() ? "" : "\"manager\":" + PathElement.json(manager) + ",")
        + "\"operation\":\""
        + operation()
        + "\""
        + (apiVersion.isEmpty() ? "" : ",\"apiVersion\":" + PathElement.json(apiVersion))
        + (subresource.isEmpty() ? "" : ",\"subresource\":" + PathElement.json(subresource))
        + "}";
  }

  @Override
  public int compareTo(ManagerIdentity other) {
    return equals(other) ? 0 : ValueOrder.strings(text(), other.text());
  }
}
