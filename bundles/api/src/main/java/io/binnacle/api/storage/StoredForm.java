package io.binnacle.api.storage;

/** What the values in a store look like. The engine itself sees bytes only. */
public enum StoredForm {
  /** The local form: JSON as clients get it, without its resourceVersion. */
  LOCAL,
  /**
   * kube-apiserver's own form in etcd, so that either server reads what the other wrote: protobuf
   * behind {@code k8s\0} for types that have field numbers, JSON for the others.
   */
  KUBERNETES
}
