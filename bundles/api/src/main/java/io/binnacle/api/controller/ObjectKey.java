package io.binnacle.api.controller;

import io.binnacle.api.object.Unstructured;

/**
 * Which object of a type.
 *
 * @param namespace "" for cluster-wide types
 */
public record ObjectKey(String namespace, String name) {
  /** The key of an object. */
  public static ObjectKey of(Unstructured object) {
    return new ObjectKey(object.namespace(), object.name());
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
